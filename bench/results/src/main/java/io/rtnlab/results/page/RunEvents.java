// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.trace.Replay;
import io.rtnlab.results.trace.ThreadNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows of a run's events: who held while others waited, in slices of time, and the
 * surroundings of the longest waits. Its size does not depend on the number of events.
 */
final class RunEvents implements Replay.Listener {
  static final int SLICES = 96;
  static final int WINDOWS = 8;
  private static final int COLUMNS = 500;

  /** A segment of a wait, in the words that it had then. */
  record WaitSegment(
      int thread, long fromNs, long untilNs, int holder, String holderName, Evidence evidence) {}

  /** The surroundings of one of the longest waits. */
  static final class Window {
    final LedgerDocument.LongWait wait;
    final long fromNs;
    final long untilNs;
    final Map<Integer, String> names = new HashMap<>();

    /** Those that are wide enough to be seen. */
    private final List<WaitSegment> wide = new ArrayList<>();

    /** Of the others the longest in each column of a lane, and how much the column has of them. */
    private final Map<Long, Narrow> narrow = new HashMap<>();

    private static final class Narrow {
      WaitSegment longest;
      long sumNs;

      Narrow(WaitSegment first) {
        longest = first;
      }
    }

    Window(LedgerDocument.LongWait wait) {
      this.wait = wait;
      long margin = Math.max(1_000, wait.lengthNs() / 20);
      fromNs = wait.beginNs() - margin;
      untilNs = wait.beginNs() + wait.lengthNs() + margin;
    }

    private long columnNs() {
      return Math.max(1, (untilNs - fromNs) / COLUMNS);
    }

    private void add(WaitSegment segment) {
      long lengthNs = segment.untilNs() - segment.fromNs();
      if (lengthNs >= columnNs()) {
        wide.add(segment);
        return;
      }
      long column = Math.max(0, segment.fromNs() - fromNs) / columnNs();
      Narrow there =
          narrow.computeIfAbsent((long) segment.thread() << 32 | column, _ -> new Narrow(segment));
      there.sumNs += lengthNs;
      if (lengthNs > there.longest.untilNs() - there.longest.fromNs()) {
        there.longest = segment;
      }
    }

    /** In order of time; narrow ones of a column drawn as one, as long as all of them. */
    List<WaitSegment> segments() {
      List<WaitSegment> segments = new ArrayList<>(wide);
      narrow.forEach(
          (key, those) -> {
            long from = fromNs + (key & 0xffff_ffffL) * columnNs();
            WaitSegment longest = those.longest;
            long until = from + Math.min(columnNs(), those.sumNs);
            segments.add(
                new WaitSegment(
                    longest.thread(),
                    from,
                    until,
                    longest.holder(),
                    longest.holderName(),
                    longest.evidence()));
          });
      segments.sort(Comparator.comparingLong(WaitSegment::fromNs));
      return segments;
    }
  }

  final long fromNs;
  final long lengthNs;
  final List<Window> windows;

  /** Holder → waiting time in each slice. */
  final Map<String, long[]> waitingFor = new HashMap<>();

  private final ThreadNames names;

  private RunEvents(RunDocument run, long fromNs, List<String> operations) {
    this.fromNs = fromNs;
    lengthNs = Math.max(1, run.durationNs());
    names = new ThreadNames(operations);
    List<LedgerDocument.LongWait> longest = run.longWaits();
    windows =
        longest == null ? List.of() : longest.stream().limit(WINDOWS).map(Window::new).toList();
  }

  /** Reads the file; null where it is missing, or the run too old to say when it measured. */
  static @Nullable RunEvents read(RunDocument run, Path file) throws IOException {
    Long fromNs = run.measuredFromNs();
    if (fromNs == null || run.waits() == null || !Files.isRegularFile(file)) {
      return null;
    }
    RunEvents[] read = new RunEvents[1];
    Replay.of(
        file,
        Replay.measured(run),
        events -> {
          read[0] = new RunEvents(run, fromNs, events.operations());
          return read[0];
        });
    return read[0];
  }

  @Override
  public void accept(LockEvent event) {
    names.accept(event);
  }

  @Override
  public void segment(
      int waiter,
      long from,
      long until,
      int holder,
      Evidence evidence,
      boolean ownerChangedWithin,
      HolderState state) {
    String name = holder == 0 ? withoutHolder(evidence) : names.at(holder);
    String kind = holder == 0 ? name : names.kindAt(holder);
    long[] slices = waitingFor.computeIfAbsent(kind, _ -> new long[SLICES]);
    long sliceNs = Math.max(1, lengthNs / SLICES);
    long cursor = Math.max(from, fromNs);
    while (cursor < until) {
      int slice = (int) ((cursor - fromNs) / sliceNs);
      if (slice >= SLICES) {
        break;
      }
      long end = Math.min(until, fromNs + (slice + 1) * sliceNs);
      slices[slice] += end - cursor;
      cursor = end;
    }
    for (Window window : windows) {
      if (from < window.untilNs && until > window.fromNs) {
        add(window, new WaitSegment(waiter, from, until, holder, name, evidence));
      }
    }
  }

  private void add(Window window, WaitSegment segment) {
    window.names.put(segment.thread(), names.at(segment.thread()));
    if (segment.holder() != 0) {
      window.names.put(segment.holder(), names.at(segment.holder()));
    }
    window.add(segment);
  }

  private static String withoutHolder(Evidence evidence) {
    return switch (evidence) {
      case HANDOVER -> "(free or handed over)";
      case PREEMPTED -> "(waiter had no CPU)";
      default -> "(unknown)";
    };
  }
}
