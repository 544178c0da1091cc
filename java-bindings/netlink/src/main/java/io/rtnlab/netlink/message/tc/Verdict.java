// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.U32;

/**
 * What an action says in the end ({@code struct tc_gact}, the start of most actions' parameters).
 *
 * @param index the action's number; 0 to have one chosen
 * @param verdict {@code TC_ACT_*}
 * @param references how many use it
 * @param bindings how many filters use it
 */
public record Verdict(
    @U32 int index,
    @U32 int capabilities,
    @S32 int verdict,
    @S32 int references,
    @S32 int bindings) {

  /** Goes on to the next filter. */
  public static final int TC_ACT_UNSPEC = -1;

  public static final int TC_ACT_OK = 0;
  public static final int TC_ACT_RECLASSIFY = 1;

  /** Drops the packet. */
  public static final int TC_ACT_SHOT = 2;

  /** Goes on to the next action. */
  public static final int TC_ACT_PIPE = 3;

  public static final int TC_ACT_STOLEN = 4;

  public static Verdict of(int verdict) {
    return new Verdict(0, 0, verdict, 0, 0);
  }
}
