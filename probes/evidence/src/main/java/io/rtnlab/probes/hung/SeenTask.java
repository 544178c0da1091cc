// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hung;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task of the log, as far as its lines have been read. A later report replaces its stack. */
final class SeenTask {
  /** No stack of the kernel is longer. */
  private static final int FRAMES = 96;

  private static final int LOCKS = 48;

  private static final long NS_PER_S = 1_000_000_000L;

  final String comm;
  final int pid;
  char state = '?';
  long blockedNs;
  boolean ofProc;

  /** A watchdog printed its stack while it ran. */
  boolean lockedUp;

  /** It died (oops) with this stack. */
  boolean died;

  boolean ownerNotFound;
  @Nullable SeenTask owner;

  private final List<Frame> frames = new ArrayList<>();
  private final List<HeldLock> locks = new ArrayList<>();
  private List<Frame> before = List.of();
  private boolean replaced;

  SeenTask(String comm, int pid) {
    this.comm = comm;
    this.pid = pid;
  }

  List<Frame> frames() {
    return frames;
  }

  List<HeldLock> locks() {
    return locks;
  }

  List<String> functions() {
    return frames.stream().map(Frame::function).toList();
  }

  void blockedFor(long seconds) {
    blockedNs = Math.max(blockedNs, seconds * NS_PER_S);
  }

  /** The next frame begins a new stack, if there is one. */
  void newStack() {
    replaced = false;
  }

  void add(Frame frame) {
    if (!replaced) {
      before = List.copyOf(frames);
      frames.clear();
      replaced = true;
    }
    if (frames.size() < FRAMES) {
      frames.add(frame);
    }
  }

  /** The log ends here: what it cut off is still in the report before. */
  void cut() {
    if (replaced
        && frames.size() < before.size()
        && before.subList(0, frames.size()).equals(frames)) {
      frames.clear();
      frames.addAll(before);
    }
  }

  /** Forgets the frames of an interrupt that came on top of the task's own. */
  void dropInterrupt() {
    frames.clear();
  }

  void newLocks() {
    locks.clear();
  }

  void add(HeldLock lock) {
    if (locks.size() < LOCKS) {
      locks.add(lock);
    }
  }
}
