// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hung;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tasks of one boot of a log, and what kinds of reports they come from. */
public final class HangEvidence {
  /** Reports that a log may hold. */
  enum Source {
    HUNG_TASK("hung-task reports"),
    OWNER_LINE("the owners of mutexes"),
    SYSRQ_W("sysrq-w"),
    SYSRQ_T("sysrq-t"),
    LOCKDEP("lockdep's list of held locks"),
    PROC_STACK("/proc/*/stack"),
    LOCKUP("stacks of running tasks");

    private final String words;

    Source(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** More tasks than any dump has that a person would look into. */
  private static final int TASKS = 50_000;

  private static final int HEADLESS = 64;

  private final Map<Integer, SeenTask> tasks = new LinkedHashMap<>();
  private final Set<Source> sources = EnumSet.noneOf(Source.class);
  private String kernel = "";
  private final List<SeenTask> headless = new ArrayList<>();
  private int dumps;
  private int unread;
  private boolean full;

  /** The task of that id; a new one where a later task has taken its place. */
  SeenTask task(String comm, int pid) {
    SeenTask known = tasks.get(pid);
    if (known != null && (known.comm.equals(comm) || comm.isEmpty())) {
      return known;
    }
    SeenTask task = new SeenTask(comm, pid);
    if (known == null && tasks.size() >= TASKS) {
      full = true;
      return task;
    }
    tasks.put(pid, task);
    return task;
  }

  Collection<SeenTask> tasks() {
    return tasks.values();
  }

  void add(Source source) {
    sources.add(source);
  }

  Set<Source> sources() {
    return sources;
  }

  void kernel(String release) {
    kernel = release;
  }

  /** Release of the kernel, as far as the log says it. */
  public String kernel() {
    return kernel;
  }

  /** A stack whose task stands before the log's first line. */
  SeenTask headlessStack() {
    SeenTask task = new SeenTask("", 0);
    if (headless.size() < HEADLESS) {
      headless.add(task);
    }
    return task;
  }

  /** The stacks in whose middle the log begins. */
  List<SeenTask> headless() {
    return headless;
  }

  void sawDump() {
    dumps++;
  }

  /** Dumps of sysrq that the log holds. */
  int dumps() {
    return dumps;
  }

  void sawUnreadReport() {
    unread++;
  }

  /** Hung-task reports in lines of a form that is not known. */
  int unread() {
    return unread;
  }

  /** Whether the log shows a task, known or not. */
  boolean isEmpty() {
    return tasks.isEmpty() && headless.isEmpty() && unread == 0;
  }

  /** Whether tasks were left out. */
  boolean full() {
    return full;
  }

  /** Tasks that the log shows. */
  public int count() {
    return tasks.size();
  }
}
