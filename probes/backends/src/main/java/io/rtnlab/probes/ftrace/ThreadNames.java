// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import io.rtnlab.probes.event.LockEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a thread is, from {@code /proc}, soon after it first shows in an event. A thread that was
 * gone by then is looked up in what tracefs recorded of it ({@code saved_cmdlines}, {@code
 * saved_tgids}). Ids are used again, so what is known of one is asked anew after a while.
 */
final class ThreadNames {
  private static final long GOOD_FOR_NS = 2_000_000_000L;
  private static final int MOST_REMEMBERED = 1 << 16;

  private final Path proc;
  private final Path traceRoot;
  private final Map<Integer, Known> known = new HashMap<>();

  private record Known(long atNs, LockEvent.@Nullable ThreadSeen announced) {}

  ThreadNames(Path proc, Path traceRoot) {
    this.proc = proc;
    this.traceRoot = traceRoot;
  }

  /** The announcement of a thread that shows at this moment; null where it is announced already. */
  LockEvent.@Nullable ThreadSeen news(long timeNs, int thread) {
    Known before = known.get(thread);
    if (before != null && timeNs - before.atNs < GOOD_FOR_NS) {
      return null;
    }
    if (known.size() >= MOST_REMEMBERED) {
      known.clear();
    }
    LockEvent.ThreadSeen now = lookUp(timeNs, thread);
    known.put(thread, new Known(timeNs, now));
    boolean same =
        now == null
            || (before != null
                && before.announced != null
                && before.announced.process() == now.process()
                && before.announced.name().equals(now.name()));
    return same ? null : now;
  }

  private LockEvent.@Nullable ThreadSeen lookUp(long timeNs, int thread) {
    try {
      Path task = proc.resolve(Integer.toString(thread));
      String name = Files.readString(task.resolve("comm")).stripTrailing();
      int process = process(Files.readString(task.resolve("status")));
      return new LockEvent.ThreadSeen(timeNs, thread, process, name, networkNamespace(task));
    } catch (IOException gone) {
      return saved(timeNs, thread);
    }
  }

  private LockEvent.@Nullable ThreadSeen saved(long timeNs, int thread) {
    try {
      String name = second(TraceFile.read(traceRoot.resolve("saved_cmdlines")), thread);
      if (name == null) {
        return null;
      }
      String process = second(TraceFile.read(traceRoot.resolve("saved_tgids")), thread);
      return new LockEvent.ThreadSeen(
          timeNs, thread, process == null ? thread : Integer.parseInt(process), name, 0);
    } catch (IOException e) {
      return null;
    }
  }

  /** The rest of the line that starts with this id. */
  static @Nullable String second(String lines, int id) {
    String start = id + " ";
    return lines
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst()
        .orElse(null);
  }

  private static int process(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("Tgid:"))
        .mapToInt(line -> Integer.parseInt(line.substring("Tgid:".length()).strip()))
        .findFirst()
        .orElse(0);
  }

  /** The inode of {@code ns/net}, which reads {@code net:[4026531840]}; 0 where we may not. */
  private static long networkNamespace(Path task) {
    try {
      String link = Files.readSymbolicLink(task.resolve("ns/net")).toString();
      return Long.parseLong(link.substring(link.indexOf('[') + 1, link.indexOf(']')));
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }
}
