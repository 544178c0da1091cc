// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockKey;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.probes.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;

/** A hand-made stream, and the ledger that comes of it. Operation 0 is "slow", 1 is "cheap". */
final class Script {
  static final int EINTR = 4;

  private final List<LockEvent> events = new ArrayList<>();

  /** A look by a thread that is about to spin. */
  Script begin(long timeNs, int thread, int owner) {
    events.add(new LockEvent.WaitBegin(timeNs, thread, owner, false, -1));
    return this;
  }

  /** A look by a thread in the wait list. */
  Script queued(long timeNs, int thread, int owner) {
    events.add(new LockEvent.WaitBegin(timeNs, thread, owner, true, -1));
    return this;
  }

  /** The same, and a stack shows what it waits to do. */
  Script queued(long timeNs, int thread, int owner, int stack) {
    events.add(new LockEvent.WaitBegin(timeNs, thread, owner, true, stack));
    return this;
  }

  /** What a stack id stands for, innermost function first. */
  Script stack(int id, String... frames) {
    events.add(new LockEvent.StackSeen(0, id, List.of(frames)));
    return this;
  }

  /** The owner goes to sleep. */
  Script ownerSleeps(long timeNs, int thread, int stack) {
    events.add(new LockEvent.OffCpu(timeNs, thread, true, true, stack));
    return this;
  }

  /** The owner is preempted. */
  Script ownerPreempted(long timeNs, int thread) {
    events.add(new LockEvent.OffCpu(timeNs, thread, true, false, -1));
    return this;
  }

  /** A thread of ours goes to sleep, and does not own the mutex. */
  Script sleeps(long timeNs, int thread, int stack) {
    events.add(new LockEvent.OffCpu(timeNs, thread, false, true, stack));
    return this;
  }

  /** A spinner gives way before it stands in the wait list. */
  Script spinnerPreempted(long timeNs, int thread) {
    events.add(new LockEvent.OffCpu(timeNs, thread, false, false, -1));
    return this;
  }

  Script woken(long timeNs, int thread) {
    events.add(new LockEvent.Woken(timeNs, thread));
    return this;
  }

  Script runs(long timeNs, int thread) {
    events.add(new LockEvent.OnCpu(timeNs, thread, true));
    return this;
  }

  /** The same for a thread that does not own the mutex any more. */
  Script runsWithout(long timeNs, int thread) {
    events.add(new LockEvent.OnCpu(timeNs, thread, false));
    return this;
  }

  /** A look from outside. */
  Script looked(long timeNs, int owner) {
    events.add(new LockEvent.OwnerSeen(timeNs, owner));
    return this;
  }

  /** What the number of another lock stands for. */
  Script lock(long timeNs, int lock, LockKey key) {
    return lock(timeNs, lock, key, -1);
  }

  /** The same, and the stack of who waited for it first. */
  Script lock(long timeNs, int lock, LockKey key, int stack) {
    events.add(new LockEvent.LockSeen(timeNs, lock, key, stack));
    return this;
  }

  /** The owner waits for another lock, or does so still. */
  Script waitsElsewhere(long timeNs, int thread, int lock, int owner, int root) {
    events.add(new LockEvent.OtherWait(timeNs, lock, thread, owner, root));
    return this;
  }

  Script gotElsewhere(long timeNs, int thread, int lock, long waitedNs) {
    events.add(new LockEvent.OtherEnd(timeNs, lock, thread, waitedNs, 0));
    return this;
  }

  /** The owner begins to free memory, or ends. */
  Script reclaims(long timeNs, int thread, boolean begins) {
    events.add(new LockEvent.Reclaim(timeNs, thread, begins, true));
    return this;
  }

  Script acquired(long timeNs, int thread) {
    events.add(new LockEvent.Acquired(timeNs, thread, true, 0));
    return this;
  }

  Script acquiredAtOnce(long timeNs, int thread) {
    events.add(new LockEvent.Acquired(timeNs, thread, false, 0));
    return this;
  }

  Script interrupted(long timeNs, int thread) {
    events.add(new LockEvent.Acquired(timeNs, thread, true, -EINTR));
    return this;
  }

  Script released(long timeNs, int thread) {
    events.add(new LockEvent.Released(timeNs, thread, -1));
    return this;
  }

  Script released(long timeNs, int thread, int stack) {
    events.add(new LockEvent.Released(timeNs, thread, stack));
    return this;
  }

  Script request(long timeNs, int thread, int operation) {
    events.add(new LockEvent.RequestBegin(timeNs, thread, operation));
    return this;
  }

  /** A system call inside the request has ended. */
  Script called(long timeNs, int thread) {
    events.add(new LockEvent.CallEnd(timeNs, thread));
    return this;
  }

  Script done(long timeNs, int thread, int operation, long systemCallNs) {
    events.add(new LockEvent.RequestEnd(timeNs, thread, operation, 0, systemCallNs));
    return this;
  }

  Script seen(long timeNs, int thread, int process, String name) {
    events.add(new LockEvent.ThreadSeen(timeNs, thread, process, name, 0));
    return this;
  }

  Script lost(long timeNs, long untilNs, long count) {
    events.add(new LockEvent.Lost(timeNs, untilNs, count));
    return this;
  }

  /** The ledger of a backend that sees contention only. */
  Ledger ledger() {
    return ledger(false);
  }

  Ledger ledger(boolean everyAcquisition) {
    return ledger(new ProbeCapabilities(everyAcquisition, true));
  }

  Ledger ledger(ProbeCapabilities capabilities) {
    return attributed(capabilities).ledger();
  }

  Attribution attributed(ProbeCapabilities capabilities) {
    Attribution attribution = new Attribution(List.of("slow", "cheap"), capabilities);
    events.forEach(attribution);
    return attribution;
  }
}
