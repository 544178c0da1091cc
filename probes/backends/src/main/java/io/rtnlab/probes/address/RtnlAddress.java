// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import java.util.Locale;

/**
 * The kernel address of {@code rtnl_mutex}, and why it is believed to be that.
 *
 * @param votes how many of the questions named this address
 * @param asked how many questions named any
 */
public record RtnlAddress(long address, Source source, int votes, int asked) {

  /** How an address was learned, best first. */
  public enum Source {
    /** {@code /proc/kallsyms} shows it. */
    KERNEL_SYMBOLS,
    /** {@code rtnl_lock()} and its like pass it on: {@link LockFunctions}. */
    INSTRUCTIONS,
    /** Our thread waited for it while a thread of ours held the RTNL on purpose. */
    PLANTED_HOLDS,
    /**
     * Our thread waited for it in requests that take the RTNL, while others of ours took it too.
     */
    FORCED_CONTENTION;

    /** Whether it was only read: no thread waited for the mutex. */
    public boolean withoutLoad() {
      return this == KERNEL_SYMBOLS || this == INSTRUCTIONS;
    }
  }

  /** How it was learned, such as {@code "8 of 8 planted holds"}. */
  public String evidence() {
    return switch (source) {
      case KERNEL_SYMBOLS -> "/proc/kallsyms";
      case INSTRUCTIONS -> "the instructions of " + votes + " functions such as rtnl_lock";
      case PLANTED_HOLDS -> votes + " of " + asked + " planted holds";
      case FORCED_CONTENTION -> votes + " of " + asked + " forced waits";
    };
  }

  /** Such as {@code "0xffffffff82f0a1e0 (8 of 8 planted holds)"}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "0x%016x (%s)", address, evidence());
  }
}
