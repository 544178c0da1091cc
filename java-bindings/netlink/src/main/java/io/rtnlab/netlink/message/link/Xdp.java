// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;

/** The BPF program in front of a link ({@code IFLA_XDP_*} inside {@code IFLA_XDP}). */
public final class Xdp {
  public static final AttributeTable TABLE = new AttributeTable("xdp-attrs", "IFLA_XDP_");
  public static final Attribute<Integer> FD = TABLE.s32(1, "IFLA_XDP_FD");
  public static final Attribute<Integer> ATTACHED = TABLE.u8(2, "IFLA_XDP_ATTACHED");
  public static final Attribute<Integer> FLAGS = TABLE.u32(3, "IFLA_XDP_FLAGS");
  public static final Attribute<Integer> PROG_ID = TABLE.u32(4, "IFLA_XDP_PROG_ID");
  public static final Attribute<Integer> DRV_PROG_ID = TABLE.u32(5, "IFLA_XDP_DRV_PROG_ID");
  public static final Attribute<Integer> SKB_PROG_ID = TABLE.u32(6, "IFLA_XDP_SKB_PROG_ID");
  public static final Attribute<Integer> HW_PROG_ID = TABLE.u32(7, "IFLA_XDP_HW_PROG_ID");
  public static final Attribute<Integer> EXPECTED_FD = TABLE.s32(8, "IFLA_XDP_EXPECTED_FD");

  private Xdp() {}
}
