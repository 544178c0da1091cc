// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hold;

import io.rtnlab.libc.SystemCallException;
import io.rtnlab.libc.Uninterrupted;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One hold, from both sides: {@link #ask} runs on the holder's thread and sleeps in the kernel,
 * {@link #observe} runs on another, sees the holder inside and lets it go.
 */
final class HoldInProgress {
  private static final long LOOK_EVERY_NS = 20_000_000;

  /** A sleeper would learn of the fault later: look without sleeping for so long. */
  private static final long LOOK_CLOSELY_NS = 2_000_000;

  /** Waking up from a timer is late by about this much; the rest is spun for exactness. */
  private static final long SPIN_NS = 150_000;

  private final FaultPage page;
  private final long lengthNs;
  private final CompletableFuture<Boolean> seen = new CompletableFuture<>();
  private final CompletableFuture<Hold> outcome = new CompletableFuture<>();

  private volatile boolean released;
  private volatile boolean returned;
  private volatile int thread;
  private volatile int result;
  private volatile long enteredNs;
  private volatile long returnedNs;
  private volatile long begunNs;
  private volatile @Nullable Thread observer;

  HoldInProgress(FaultPage page, long lengthNs) {
    this.page = page;
    this.lengthNs = lengthNs;
  }

  /** On the holder's thread: takes the mutex and sleeps. */
  void ask(AddressList addresses, int holder) {
    thread = holder;
    enteredNs = System.nanoTime();
    result = addresses.copyTo(page.address(), page.byteSize());
    returnedNs = System.nanoTime();
    returned = true;
  }

  /**
   * On the observer's thread: lets the holder go after the length, or when asked, or on an error.
   *
   * @param start has the holder's thread call {@link #ask}
   */
  void observe(Runnable start) {
    observer = Thread.currentThread();
    long endedNs = 0;
    try {
      start.run();
      long closelyUntilNs = System.nanoTime() + LOOK_CLOSELY_NS;
      while (!page.awaitFault(System.nanoTime() < closelyUntilNs ? 0 : LOOK_EVERY_NS)) {
        if (returned) {
          throw notHeld();
        }
      }
      begunNs = System.nanoTime();
      seen.complete(true);
      sleepUntil(begunNs + lengthNs);
      endedNs = System.nanoTime();
    } catch (IOException | RuntimeException problem) {
      seen.completeExceptionally(problem);
      outcome.completeExceptionally(problem);
    } finally {
      letGo(endedNs);
    }
  }

  private void letGo(long endedNs) {
    try {
      page.resolve();
      while (!returned) {
        Thread.onSpinWait();
      }
      page.rearm();
      outcome.complete(new Hold(thread, enteredNs, begunNs, endedNs, returnedNs));
    } catch (IOException | RuntimeException problem) {
      page.close(); // the kernel then wakes the holder by itself
      outcome.completeExceptionally(problem);
    }
  }

  private void sleepUntil(long deadlineNs) {
    while (!released && !Thread.currentThread().isInterrupted()) {
      long leftNs = deadlineNs - System.nanoTime();
      if (leftNs <= 0) {
        return;
      }
      if (leftNs > SPIN_NS) {
        LockSupport.parkNanos(this, leftNs - SPIN_NS);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private IOException notHeld() {
    return result < 0
        ? new SystemCallException("ioctl(SIOCGIFCONF)", result)
        : new IOException(
            "ioctl(SIOCGIFCONF) copied "
                + result
                + " bytes without touching the missing page, so the RTNL was not held: this kernel"
                + " needs another calibrated holder");
  }

  /** Waits until the mutex is held. An interrupt releases it at once and stays set. */
  void awaitSeen() throws IOException {
    Uninterrupted.get(seen, this::release);
  }

  long begunNs() {
    return begunNs;
  }

  boolean isOver() {
    return outcome.isDone();
  }

  void release() {
    released = true;
    LockSupport.unpark(observer);
  }

  /** Waits for the end. An interrupt releases and stays set. */
  Hold outcome() throws IOException {
    return Uninterrupted.get(outcome, this::release);
  }
}
