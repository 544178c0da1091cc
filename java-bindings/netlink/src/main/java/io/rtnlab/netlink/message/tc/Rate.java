// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Struct.S16;
import io.rtnlab.netlink.attribute.Struct.U16;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.attribute.Struct.U8;

/**
 * A rate as the token buckets know it ({@code struct tc_ratespec}).
 *
 * @param cellLog size of the steps of a rate table, as a power of two
 * @param linkLayer {@link #TC_LINKLAYER_ETHERNET} means that no rate table is wanted
 * @param overhead bytes to add to each packet
 * @param leastPacket bytes that a packet counts at least
 * @param bytesPerSecond {@code 0xFFFFFFFF} where a 64-bit attribute says it
 */
public record Rate(
    @U8 int cellLog,
    @U8 int linkLayer,
    @U16 int overhead,
    @S16 int cellAlign,
    @U16 int leastPacket,
    @U32 long bytesPerSecond) {

  public static final int TC_LINKLAYER_UNAWARE = 0;
  public static final int TC_LINKLAYER_ETHERNET = 1;

  /** The kernel counts a bucket's depth in 64 ns of its rate ({@code PSCHED_SHIFT}). */
  private static final long TICK_NS = 64;

  private static final long NS_PER_SECOND = 1_000_000_000;

  public static final Rate NONE = new Rate(0, 0, 0, 0, 0, 0);

  public static Rate ofBytesPerSecond(long bytesPerSecond) {
    return new Rate(0, TC_LINKLAYER_ETHERNET, 0, 0, 0, Math.min(bytesPerSecond, 0xFFFF_FFFFL));
  }

  /** How long a burst lasts at this rate, in the kernel's ticks. */
  public int ticks(long burstBytes) {
    return Math.toIntExact(burstBytes * NS_PER_SECOND / bytesPerSecond / TICK_NS);
  }
}
