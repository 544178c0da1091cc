// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.sampling;

import io.rtnlab.probes.event.LockEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who held the mutex for what share of the time, from {@link LockEvent.OwnerSeen} taken at regular
 * times. Pure; used by one thread.
 */
public final class OwnerShares implements Consumer<LockEvent> {
  /** 95 % of a normal distribution lie within so many standard deviations. */
  private static final double SIGMAS = 1.96;

  private final Map<Integer, Long> looksByOwner = new HashMap<>();
  private final Map<Integer, LockEvent.ThreadSeen> threads = new HashMap<>();
  private long looks;

  @Override
  public void accept(LockEvent event) {
    switch (event) {
      case LockEvent.OwnerSeen look -> {
        looks++;
        if (look.owner() > LockEvent.OWNER_NONE) {
          looksByOwner.merge(look.owner(), 1L, Long::sum);
        }
      }
      case LockEvent.ThreadSeen seen -> threads.put(seen.thread(), seen);
      default -> {}
    }
  }

  /** How many looks there were. */
  public long looks() {
    return looks;
  }

  /** The share of all looks that found the mutex held, from 0 to 1. */
  public double heldShare() {
    long held = looksByOwner.values().stream().mapToLong(Long::longValue).sum();
    return looks == 0 ? 0 : (double) held / looks;
  }

  /** The owners, most time first. */
  public List<Share> shares() {
    return looksByOwner.entrySet().stream()
        .map(entry -> share(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Share::looks).reversed().thenComparing(Share::thread))
        .toList();
  }

  private Share share(int thread, long found) {
    double part = (double) found / looks;
    double margin = SIGMAS * Math.sqrt(part * (1 - part) / looks);
    return new Share(thread, threads.get(thread), found, part, margin);
  }

  /**
   * One owner's share of the time.
   *
   * @param thread thread id
   * @param who its process and name, null where it is not known
   * @param looks how many looks found it
   * @param share of all looks, from 0 to 1
   * @param margin the true share lies within {@code share ± margin} in 95 of 100 cases, if the
   *     looks are independent; a hold longer than the time between two looks makes them less so
   */
  public record Share(
      int thread, LockEvent.@Nullable ThreadSeen who, long looks, double share, double margin) {}
}
