// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import java.net.InetAddress;

/**
 * SRv6: packets sent along segments ({@code SEG6_IPTUNNEL_*}, RFC 8754), and what a router does
 * with those for a segment of its own ({@code SEG6_LOCAL_*}, RFC 8986).
 */
public final class SegmentRouting {
  public static final AttributeTable TABLE = new AttributeTable("seg6-iptunnel", "SEG6_IPTUNNEL_");
  public static final Attribute<SegmentList> SRH =
      TABLE.add(1, "SEG6_IPTUNNEL_SRH", "segs", SegmentList.FORMAT);
  public static final Attribute<InetAddress> SOURCE = TABLE.ip(2, "SEG6_IPTUNNEL_SRC");
  public static final Attribute<Integer> TABLE_ID = TABLE.u32(3, "SEG6_IPTUNNEL_TABLE");

  public static final AttributeTable LOCAL_TABLE = new AttributeTable("seg6-local", "SEG6_LOCAL_");
  public static final Attribute<Integer> ACTION = LOCAL_TABLE.u32(1, "SEG6_LOCAL_ACTION");
  public static final Attribute<Bytes> LOCAL_SRH = LOCAL_TABLE.bytes(2, "SEG6_LOCAL_SRH");
  public static final Attribute<Integer> LOOKUP_TABLE = LOCAL_TABLE.u32(3, "SEG6_LOCAL_TABLE");
  public static final Attribute<InetAddress> NEXT_HOP4 = LOCAL_TABLE.ip(4, "SEG6_LOCAL_NH4");
  public static final Attribute<InetAddress> NEXT_HOP6 = LOCAL_TABLE.ip(5, "SEG6_LOCAL_NH6");
  public static final Attribute<Integer> IN_INTERFACE = LOCAL_TABLE.u32(6, "SEG6_LOCAL_IIF");
  public static final Attribute<Integer> OUT_INTERFACE = LOCAL_TABLE.u32(7, "SEG6_LOCAL_OIF");
  public static final Attribute<Attributes> BPF =
      LOCAL_TABLE.nest(8, "SEG6_LOCAL_BPF", () -> SegmentRouting.BPF_TABLE);
  public static final Attribute<Integer> VRF_TABLE = LOCAL_TABLE.u32(9, "SEG6_LOCAL_VRFTABLE");
  public static final Attribute<Attributes> COUNTERS =
      LOCAL_TABLE.nest(10, "SEG6_LOCAL_COUNTERS", () -> SegmentRouting.COUNTERS_TABLE);
  public static final Attribute<Attributes> FLAVORS =
      LOCAL_TABLE.nest(11, "SEG6_LOCAL_FLAVORS", () -> SegmentRouting.FLAVORS_TABLE);

  public static final AttributeTable BPF_TABLE =
      new AttributeTable("seg6-local-bpf", "SEG6_LOCAL_BPF_");
  public static final Attribute<Integer> BPF_PROGRAM = BPF_TABLE.u32(1, "SEG6_LOCAL_BPF_PROG");
  public static final Attribute<String> BPF_NAME = BPF_TABLE.text(2, "SEG6_LOCAL_BPF_PROG_NAME");

  public static final AttributeTable COUNTERS_TABLE =
      new AttributeTable("seg6-local-counters", "SEG6_LOCAL_CNT_");
  public static final Attribute<Bytes> COUNTERS_PAD = COUNTERS_TABLE.bytes(1, "SEG6_LOCAL_CNT_PAD");
  public static final Attribute<Long> PACKETS = COUNTERS_TABLE.u64(2, "SEG6_LOCAL_CNT_PACKETS");
  public static final Attribute<Long> BYTES = COUNTERS_TABLE.u64(3, "SEG6_LOCAL_CNT_BYTES");
  public static final Attribute<Long> ERRORS = COUNTERS_TABLE.u64(4, "SEG6_LOCAL_CNT_ERRORS");

  public static final AttributeTable FLAVORS_TABLE =
      new AttributeTable("seg6-local-flavors", "SEG6_LOCAL_FLV_");
  public static final Attribute<Integer> OPERATION =
      FLAVORS_TABLE.bits32(1, "SEG6_LOCAL_FLV_OPERATION");
  public static final Attribute<Integer> BLOCK_BITS =
      FLAVORS_TABLE.u8(2, "SEG6_LOCAL_FLV_LCBLOCK_BITS");
  public static final Attribute<Integer> FUNCTION_BITS =
      FLAVORS_TABLE.u8(3, "SEG6_LOCAL_FLV_LCNODE_FN_BITS");

  public static final int SEG6_IPTUN_MODE_INLINE = 0;
  public static final int SEG6_IPTUN_MODE_ENCAP = 1;
  public static final int SEG6_IPTUN_MODE_L2ENCAP = 2;
  public static final int SEG6_IPTUN_MODE_ENCAP_RED = 3;
  public static final int SEG6_IPTUN_MODE_L2ENCAP_RED = 4;

  public static final int SEG6_LOCAL_ACTION_END = 1;
  public static final int SEG6_LOCAL_ACTION_END_X = 2;
  public static final int SEG6_LOCAL_ACTION_END_T = 3;
  public static final int SEG6_LOCAL_ACTION_END_DX2 = 4;
  public static final int SEG6_LOCAL_ACTION_END_DX6 = 5;
  public static final int SEG6_LOCAL_ACTION_END_DX4 = 6;
  public static final int SEG6_LOCAL_ACTION_END_DT6 = 7;
  public static final int SEG6_LOCAL_ACTION_END_DT4 = 8;
  public static final int SEG6_LOCAL_ACTION_END_B6 = 9;
  public static final int SEG6_LOCAL_ACTION_END_B6_ENCAP = 10;
  public static final int SEG6_LOCAL_ACTION_END_BPF = 15;
  public static final int SEG6_LOCAL_ACTION_END_DT46 = 16;

  private SegmentRouting() {}
}
