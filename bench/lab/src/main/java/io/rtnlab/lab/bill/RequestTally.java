// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import io.rtnlab.probes.request.EndedCall;
import io.rtnlab.probes.request.RequestSink;
import io.rtnlab.probes.request.SentMessage;
import io.rtnlab.results.bill.BilledRequest;
import io.rtnlab.results.bill.Bounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sums a program's requests up by type. Pure. */
final class RequestTally implements RequestSink {
  /** System calls that are kept one by one; the holds of more are not known. */
  private static final int MOST_CALLS = 1_000_000;

  /** Dumps whose answers are awaited. */
  private static final int MOST_DUMPS = 10_000;

  /** Messages of one system call that the probe reads; native/bpf/requests.h has the same. */
  private static final int READ_AT_MOST = 64;

  private final LockUse use;
  private final Habits habits = new Habits();
  private final Map<String, Sums> types = new LinkedHashMap<>();
  private final Map<Integer, List<Asked>> sending = new HashMap<>();
  private final Map<Dump, Asked> dumps = new HashMap<>();
  private final List<Call> calls = new ArrayList<>();
  private final Set<Integer> processes = new HashSet<>();
  private long lost;
  private long unread;
  private boolean full;

  RequestTally(LockUse use) {
    this.use = use;
  }

  private record Dump(long socket, int sequence) {}

  /** One request, and how often it takes the mutex, or does so for each buffer of its answer. */
  private record Asked(Sums sums, Bounds locks, boolean dump) {}

  private record Call(int thread, long beginNs, long endNs, Sums sums, Bounds locks) {}

  private static final class Sums {
    private final String type;
    private long count;
    private Bounds locks = Bounds.NONE;
    private Bounds holdNs = Bounds.NONE;
    private long waitNs;
    private long systemCallNs;

    private Sums(String type) {
      this.type = type;
    }
  }

  @Override
  public void sent(SentMessage message) {
    processes.add(message.process());
    if (!message.isRequest()) {
      return;
    }
    Asked asked = new Asked(sums(RequestType.of(message)), use.of(message), message.dump());
    asked.sums.count++;
    habits.sent(message);
    if (message.dump() && dumps.size() < MOST_DUMPS) {
      dumps.put(new Dump(message.socket(), message.sequence()), asked);
    }
    List<Asked> together = sending.computeIfAbsent(message.thread(), _ -> new ArrayList<>());
    together.add(asked);
    if (together.size() == READ_AT_MOST && message.leftBytes() > message.length()) {
      // The rest of a batch was not read: as many of the same kind as have room in it.
      long more = message.leftBytes() / Math.max(16, message.length()) - 1;
      asked.sums.count += more;
      unread += more;
      together.add(new Asked(asked.sums, times(asked.locks, more), false));
    }
  }

  private static Bounds times(Bounds locks, long count) {
    return new Bounds(locks.low() * count, locks.high() * count);
  }

  private Sums sums(String type) {
    return types.computeIfAbsent(type, Sums::new);
  }

  @Override
  public void ended(EndedCall call) {
    processes.add(call.process());
    habits.ended(call);
    if (call.kind().sends()) {
      List<Asked> asked = sending.remove(call.thread());
      if (asked != null) {
        sent(call, asked);
      }
    } else if (call.kind().receives()) {
      received(call);
    } else if (call.kind() != EndedCall.Kind.SETSOCKOPT) {
      Sums sums = sums(RequestType.of(call));
      sums.count++;
      add(call, sums, use.of(call));
    }
  }

  /** A batch is as long as its call; what it holds is its first message's type's. */
  private void sent(EndedCall call, List<Asked> asked) {
    Bounds locks = Bounds.NONE;
    for (Asked one : asked) {
      Bounds own = call.result() < 0 ? new Bounds(0, one.locks.high()) : one.locks;
      locks = locks.plus(own);
      // A dump's are counted by the buffers of its answer.
      one.sums.locks = one.sums.locks.plus(one.dump ? Bounds.NONE : own);
    }
    span(call, asked.getFirst().sums, locks);
  }

  private void received(EndedCall call) {
    Asked dump = dumps.get(new Dump(call.socket(), call.received().sequence()));
    if (dump == null || call.result() <= 0) {
      return;
    }
    // A buffer is filled by one walk under the mutex, and looked at twice where it is peeked at.
    Bounds locks = call.received().peek() ? Bounds.NONE : dump.locks;
    dump.sums.locks = dump.sums.locks.plus(locks);
    span(call, dump.sums, dump.locks);
  }

  private void add(EndedCall call, Sums sums, Bounds locks) {
    sums.locks = sums.locks.plus(locks);
    span(call, sums, locks);
  }

  private void span(EndedCall call, Sums sums, Bounds locks) {
    sums.systemCallNs += call.tookNs();
    if (calls.size() < MOST_CALLS) {
      calls.add(new Call(call.thread(), call.beginNs(), call.endNs(), sums, locks));
    } else {
      full = true;
    }
  }

  @Override
  public void lost(long count) {
    lost += count;
  }

  /**
   * The requests by type, the longest possible holds first. To be asked once, at the end.
   *
   * @param exact whether every acquisition and release was seen
   */
  List<BilledRequest> requests(LockTally locks, boolean exact) {
    types.values().forEach(sums -> sums.locks = exact ? Bounds.NONE : sums.locks);
    for (Call call : calls) {
      LockTally.Part part = locks.between(call.thread, call.beginNs, call.endNs);
      call.sums.waitNs += part.waitedNs();
      if (exact) {
        call.sums.locks = call.sums.locks.plus(Bounds.exactly(part.acquisitions()));
        call.sums.holdNs = call.sums.holdNs.plus(Bounds.exactly(part.heldNs()));
      } else if (call.locks.high() > 0) {
        long most = Math.max(0, call.endNs - call.beginNs - part.waitedNs());
        call.sums.holdNs = call.sums.holdNs.plus(new Bounds(0, most));
      }
    }
    return types.values().stream()
        .map(
            sums ->
                new BilledRequest(
                    sums.type, sums.count, sums.locks, sums.holdNs, sums.waitNs, sums.systemCallNs))
        .sorted(Comparator.comparingLong((BilledRequest r) -> r.holdNs().high()).reversed())
        .toList();
  }

  Habits habits() {
    return habits;
  }

  /** All processes that asked for something. */
  Set<Integer> processes() {
    return Set.copyOf(processes);
  }

  /** What was lost or left out, a sentence each. */
  List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    if (lost > 0) {
      gaps.add(lost + " records did not fit into the buffer: all figures are too low");
    }
    if (unread > 0) {
      gaps.add(unread + " messages of large batches were counted by their length, not read");
    }
    if (full) {
      gaps.add("after " + MOST_CALLS + " system calls holds were not added up any more");
    }
    return gaps;
  }
}
