// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.function;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes function times of calls. A function's own time is from its entry to its return, less the
 * same of what it called. A request counts only where all of it was traced and every return fits
 * its entry, so that lost events lose requests and not nanoseconds.
 */
public final class FunctionTimes {
  /** A median of fewer requests is none. */
  static final int FEWEST_REQUESTS = 20;

  /** Requests and holds by thread and begin. */
  private final Map<Integer, TreeMap<Long, Request>> requests = new HashMap<>();

  private final Map<Integer, TreeMap<Long, Long>> holds = new HashMap<>();

  private static final class Request {
    private final int operation;
    private final long untilNs;
    private final Map<Key, Sum> sums = new HashMap<>();
    private boolean damaged;

    private Request(int operation, long untilNs) {
      this.operation = operation;
      this.untilNs = untilNs;
    }
  }

  private record Key(long function, boolean held) {}

  private static final class Sum {
    private long calls;
    private long selfNs;
  }

  private static final class Frame {
    private final FunctionCall entry;
    private long calledNs;

    private Frame(FunctionCall entry) {
      this.entry = entry;
    }
  }

  /** A request of one operation by a thread. */
  public void request(int thread, long fromNs, long untilNs, int operation) {
    requests
        .computeIfAbsent(thread, _ -> new TreeMap<>())
        .put(fromNs, new Request(operation, untilNs));
  }

  /** A thread held rtnl_mutex. */
  public void hold(int thread, long fromNs, long untilNs) {
    holds.computeIfAbsent(thread, _ -> new TreeMap<>()).put(fromNs, untilNs);
  }

  /**
   * The functions of each operation, most time first.
   *
   * @param calls of all threads; each thread's in the order in which they happened
   * @param completeFromNs since when nothing is missing
   * @param completeUntilNs until when
   */
  public List<FunctionTime> of(
      List<FunctionCall> calls, long completeFromNs, long completeUntilNs) {
    Map<Integer, Deque<Frame>> stacks = new HashMap<>();
    for (FunctionCall call : calls) {
      Deque<Frame> stack = stacks.computeIfAbsent(call.thread(), _ -> new ArrayDeque<>());
      if (call.entry()) {
        stack.push(new Frame(call));
      } else {
        left(call, stack);
      }
    }
    stacks.forEach((thread, open) -> open.forEach(frame -> damage(thread, frame.entry.timeNs())));
    Map<Integer, List<Request>> whole = new TreeMap<>();
    requests
        .values()
        .forEach(
            ofThread ->
                ofThread.forEach(
                    (fromNs, request) -> {
                      if (fromNs >= completeFromNs
                          && request.untilNs <= completeUntilNs
                          && !request.damaged
                          && !request.sums.isEmpty()) {
                        whole
                            .computeIfAbsent(request.operation, _ -> new ArrayList<>())
                            .add(request);
                      }
                    }));
    List<FunctionTime> times = new ArrayList<>();
    whole.forEach((operation, ofIt) -> times.addAll(medians(operation, ofIt)));
    return times;
  }

  private void left(FunctionCall call, Deque<Frame> stack) {
    Frame frame = stack.poll();
    if (frame == null || frame.entry.function() != call.function()) {
      // A return without its entry: nothing of this thread's stack is known any more.
      stack.clear();
      damage(call.thread(), call.timeNs());
      return;
    }
    long durationNs = call.timeNs() - frame.entry.timeNs();
    Frame caller = stack.peek();
    if (caller != null) {
      caller.calledNs += durationNs;
    }
    Request request = requestAt(call.thread(), frame.entry.timeNs());
    if (request == null) {
      return;
    }
    Sum sum =
        request.sums.computeIfAbsent(
            new Key(call.function(), isHeld(call.thread(), frame.entry.timeNs())), _ -> new Sum());
    sum.calls++;
    sum.selfNs += durationNs - frame.calledNs;
  }

  private void damage(int thread, long timeNs) {
    Request request = requestAt(thread, timeNs);
    if (request != null) {
      request.damaged = true;
    }
  }

  private @Nullable Request requestAt(int thread, long timeNs) {
    TreeMap<Long, Request> ofThread = requests.get(thread);
    Map.Entry<Long, Request> found = ofThread == null ? null : ofThread.floorEntry(timeNs);
    return found == null || timeNs > found.getValue().untilNs ? null : found.getValue();
  }

  private boolean isHeld(int thread, long timeNs) {
    TreeMap<Long, Long> ofThread = holds.get(thread);
    Map.Entry<Long, Long> found = ofThread == null ? null : ofThread.floorEntry(timeNs);
    return found != null && timeNs <= found.getValue();
  }

  private static List<FunctionTime> medians(int operation, List<Request> ofIt) {
    if (ofIt.size() < FEWEST_REQUESTS) {
      return List.of();
    }
    Map<Key, List<Sum>> byFunction = new HashMap<>();
    for (Request request : ofIt) {
      request.sums.forEach(
          (key, sum) -> byFunction.computeIfAbsent(key, _ -> new ArrayList<>()).add(sum));
    }
    List<FunctionTime> times = new ArrayList<>();
    byFunction.forEach(
        (key, sums) -> {
          long calls = median(sums.stream().mapToLong(sum -> sum.calls).toArray(), ofIt.size());
          if (calls > 0) {
            times.add(
                new FunctionTime(
                    operation,
                    key.function,
                    key.held,
                    ofIt.size(),
                    calls,
                    median(sums.stream().mapToLong(sum -> sum.selfNs).toArray(), ofIt.size())));
          }
        });
    times.sort(
        Comparator.comparingLong(FunctionTime::selfNs)
            .reversed()
            .thenComparingLong(FunctionTime::function)
            .thenComparing(FunctionTime::held));
    return times;
  }

  /** Of so many values, of which those that are not given are 0. */
  private static long median(long[] given, int count) {
    long[] all = new long[count];
    System.arraycopy(given, 0, all, 0, given.length);
    Arrays.sort(all);
    return all[(count - 1) / 2];
  }
}
