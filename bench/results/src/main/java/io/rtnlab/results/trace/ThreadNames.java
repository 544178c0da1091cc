// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.trace;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.results.Escaped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What threads are called and what they are doing, by the events. Names come escaped. */
public final class ThreadNames {
  private static final Pattern WORKER =
      Pattern.compile("kworker/[^+-]*[+-]([^(]*)(?:\\((.*)\\))?", Pattern.DOTALL);

  private final List<String> operations;
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<Integer, String> kinds = new HashMap<>();
  private final Map<Integer, Integer> open = new HashMap<>();
  private final Set<Integer> ours = new HashSet<>();

  public ThreadNames(List<String> operations) {
    this.operations = operations.stream().map(Escaped::of).toList();
  }

  /** Learns from an event; all that concern it must pass here. */
  public void accept(LockEvent event) {
    switch (event) {
      case LockEvent.RequestBegin e -> {
        ours.add(e.thread());
        open.put(e.thread(), e.operation());
      }
      case LockEvent.RequestEnd e -> open.remove(e.thread());
      case LockEvent.ThreadSeen e -> {
        names.put(e.thread(), Escaped.of(e.name()) + "[" + e.process() + "]");
        kinds.put(e.thread(), Escaped.of(kind(e.name())));
      }
      default -> {
        // says nothing of names
      }
    }
  }

  public boolean isOurs(int thread) {
    return ours.contains(thread);
  }

  /** The thread, whatever it is at: "worker 17" for ours, else "name[process]". */
  public String thread(int thread) {
    return isOurs(thread) ? "worker " + thread : names.getOrDefault(thread, "thread " + thread);
  }

  /** The operation that a thread of ours is at; else the thread. */
  public String at(int thread) {
    Integer operation = open.get(thread);
    return operation == null ? thread(thread) : operation(operation);
  }

  /**
   * The operation that a thread of ours is at; else the name alone, so that all processes of one
   * name are one, and the kernel's workers one for each queue and function.
   */
  public String kindAt(int thread) {
    Integer operation = open.get(thread);
    if (operation != null) {
      return operation(operation);
    }
    return isOurs(thread) ? "rtnlab" : kinds.getOrDefault(thread, "unnamed threads");
  }

  /** A worker's name as /proc has it, {@code kworker/u8:3+queue(function)}, without its number. */
  private static String kind(String name) {
    Matcher worker = WORKER.matcher(name);
    if (!worker.matches()) {
      return name;
    }
    String function = worker.group(2) == null ? "" : " (" + worker.group(2) + ")";
    return "kworker " + worker.group(1) + function;
  }

  /** Whether the thread has a request open. */
  public boolean inRequest(int thread) {
    return open.containsKey(thread);
  }

  public String operation(int operation) {
    return operation < operations.size() ? operations.get(operation) : "operation " + operation;
  }
}
