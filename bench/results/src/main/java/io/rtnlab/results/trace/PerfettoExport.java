// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.trace;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.stream.EventReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A run's events as a Perfetto trace.
 *
 * <pre>
 *  rtnl_mutex             counter "waiting": threads that wait
 *  ours, others
 *  └─ a thread            slices: request ⊃ wait ⊃ its segments, one for each holder in turn
 *     └─ holds            slices: holds; where the backend shows no release, the part of each hold
 *                         for which others waited; moments: the waiters of this hold
 * </pre>
 *
 * An arrow leads from each segment of a wait that names a holder to a moment on that holder's
 * track. Memory depends on the number of threads alone.
 */
public final class PerfettoExport implements Replay.Listener {
  private static final long MUTEX_TRACK = 1;
  private static final long QUEUE_TRACK = 2;
  private static final long OURS_TRACK = 3;
  private static final long OTHERS_TRACK = 4;
  private static final int TRACKS_PER_THREAD = 2;
  private static final long FIRST_THREAD_TRACK = 16;

  private final PerfettoTrace trace;
  private final ThreadNames names;
  private final boolean showsReleases;
  private final Set<Integer> described = new HashSet<>();
  private final Set<Integer> waiting = new HashSet<>();
  private final Set<Integer> requesting = new HashSet<>();
  private final Set<Integer> holding = new HashSet<>();
  private long flow;
  private long slices;

  // The hold that waits were last blamed on, while it may go on.
  private int heldBy;
  private long heldFromNs;
  private long heldUntilNs;

  private PerfettoExport(OutputStream out, EventReader events) throws IOException {
    trace = new PerfettoTrace(out);
    names = new ThreadNames(events.operations());
    ProbeCapabilities capabilities = events.capabilities();
    showsReleases = capabilities.everyAcquisition();
    trace.track(MUTEX_TRACK, 0, "rtnl_mutex");
    trace.counterTrack(QUEUE_TRACK, MUTEX_TRACK, "waiting");
    trace.track(OURS_TRACK, 0, "requests of rtnlab");
    trace.track(OTHERS_TRACK, 0, "other threads");
  }

  /**
   * Writes the whole file.
   *
   * @param events the run's {@code events.bin}
   * @param out stays open
   * @return how the events ended, for people: whole or cut
   */
  public static String write(Path events, OutputStream out) throws IOException {
    PerfettoExport[] export = new PerfettoExport[1];
    try {
      Replay.Result result =
          Replay.of(
              events,
              _ -> true,
              reader -> {
                export[0] = new PerfettoExport(out, reader);
                return export[0];
              });
      export[0].finish();
      return String.format(
          Locale.ROOT, "%,d slices from events %s", export[0].slices, result.ending().statement());
    } catch (UncheckedIOException full) {
      throw full.getCause();
    }
  }

  @Override
  public void accept(LockEvent event) {
    try {
      take(event);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private void take(LockEvent event) throws IOException {
    switch (event) {
      case LockEvent.RequestBegin e -> {
        abandonWait(e.timeNs(), e.thread());
        if (requesting.contains(e.thread())) {
          trace.end(e.timeNs(), track(e.thread()), "end", "not seen");
        }
        names.accept(e);
        requesting.add(e.thread());
        begin(e.timeNs(), track(e.thread()), "request", names.operation(e.operation()));
      }
      case LockEvent.RequestEnd e -> {
        abandonWait(e.timeNs(), e.thread());
        names.accept(e);
        if (requesting.remove(e.thread())) {
          if (e.result() == 0) {
            trace.end(e.timeNs(), track(e.thread()));
          } else {
            trace.end(e.timeNs(), track(e.thread()), "result", Integer.toString(e.result()));
          }
        }
      }
      case LockEvent.WaitBegin e -> {
        if (waiting.add(e.thread())) {
          begin(e.timeNs(), track(e.thread()), "wait", "wait for rtnl_mutex");
          trace.counter(e.timeNs(), QUEUE_TRACK, waiting.size());
        }
      }
      case LockEvent.Acquired e -> {
        abandonWait(e.timeNs(), e.thread()); // still open only where its begin lies in a gap
        if (showsReleases && e.result() == 0) {
          endHold(e.timeNs(), e.thread());
          holding.add(e.thread());
          begin(e.timeNs(), holds(e.thread()), "hold", "holds, as " + names.at(e.thread()));
        }
      }
      case LockEvent.Released e -> endHold(e.timeNs(), e.thread());
      case LockEvent.ThreadSeen e -> {
        names.accept(e);
        if (described.contains(e.thread())) {
          describe(e.thread());
        }
      }
      case LockEvent.Lost e -> {
        trace.instant(e.timeNs(), MUTEX_TRACK, "lost", "events lost");
        for (int thread : Set.copyOf(waiting)) {
          abandonWait(e.timeNs(), thread);
        }
      }
      default -> {
        // the segments show what comes of it
      }
    }
  }

  private void endHold(long timeNs, int thread) throws IOException {
    if (showsReleases && holding.remove(thread)) {
      trace.end(timeNs, holds(thread));
    }
  }

  private void abandonWait(long timeNs, int thread) throws IOException {
    if (waiting.remove(thread)) {
      trace.end(timeNs, track(thread), "end", "not seen");
      trace.counter(timeNs, QUEUE_TRACK, waiting.size());
    }
  }

  @Override
  public void segment(
      int waiter,
      long fromNs,
      long untilNs,
      int holder,
      Evidence evidence,
      boolean ownerChangedWithin,
      HolderState doing) {
    try {
      String sure = evidence.name().toLowerCase(Locale.ROOT);
      slices++;
      if (holder == 0) {
        trace.begin(fromNs, track(waiter), "segment", sure);
      } else {
        String name = names.at(holder) + ", " + meanwhile(doing) + " (" + sure + ")";
        trace.beginFlow(fromNs, track(waiter), "segment", name, ++flow);
        blame(holder, fromNs, untilNs);
        String who = names.at(waiter) + " waits for this";
        trace.arrive(untilNs - 1, holds(holder), "waited for", who, flow);
      }
      trace.end(untilNs, track(waiter));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static String meanwhile(HolderState doing) {
    return switch (doing) {
      case HolderState.Running _ -> "holding";
      case HolderState.WantingCpu _ -> "holding without a CPU";
      case HolderState.Reclaiming _ -> "holding and reclaiming memory";
      case HolderState.Waiting waits ->
          "holding, waits for " + waits.lock().label() + " because of " + waits.root().label();
      case HolderState.Asleep asleep ->
          "holding asleep"
              + (asleep.reason().function().isEmpty() ? "" : " in " + asleep.reason().function());
    };
  }

  private void blame(int holder, long fromNs, long untilNs) throws IOException {
    if (showsReleases) {
      return;
    }
    if (heldBy != holder || fromNs > heldUntilNs) {
      flushHold();
      heldBy = holder;
      heldFromNs = fromNs;
      heldUntilNs = untilNs;
    }
    heldFromNs = Math.min(heldFromNs, fromNs);
    heldUntilNs = Math.max(heldUntilNs, untilNs);
  }

  private void flushHold() throws IOException {
    if (heldBy != 0) {
      begin(heldFromNs, holds(heldBy), "hold", "holds while others wait");
      trace.end(heldUntilNs, holds(heldBy));
      heldBy = 0;
    }
  }

  @Override
  public void ended(int waiter, long beginNs, long endNs, int result) {
    try {
      if (waiting.remove(waiter)) {
        if (result == 0) {
          trace.end(endNs, track(waiter));
        } else {
          trace.end(endNs, track(waiter), "result", Integer.toString(result));
        }
        trace.counter(endNs, QUEUE_TRACK, waiting.size());
      }
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private void finish() throws IOException {
    flushHold();
  }

  private void begin(long timeNs, long track, String category, String name) throws IOException {
    slices++;
    trace.begin(timeNs, track, category, name);
  }

  private long track(int thread) throws IOException {
    if (described.add(thread)) {
      describe(thread);
    }
    return FIRST_THREAD_TRACK + (long) TRACKS_PER_THREAD * thread;
  }

  private long holds(int thread) throws IOException {
    return track(thread) + 1;
  }

  private void describe(int thread) throws IOException {
    long uuid = FIRST_THREAD_TRACK + (long) TRACKS_PER_THREAD * thread;
    trace.track(uuid, names.isOurs(thread) ? OURS_TRACK : OTHERS_TRACK, names.thread(thread));
    trace.track(uuid + 1, uuid, "holds rtnl_mutex");
  }
}
