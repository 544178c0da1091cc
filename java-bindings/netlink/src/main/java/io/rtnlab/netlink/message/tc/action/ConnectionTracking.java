// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.action;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.tc.ActionKind;
import io.rtnlab.netlink.message.tc.Times;
import java.net.InetAddress;

/** Hands a packet to connection tracking ({@code TCA_CT_*}, net/sched/act_ct.c). */
public record ConnectionTracking(Attributes attributes)
    implements ActionKind, NestKind<ConnectionTracking> {
  public static final String KIND = "ct";

  public static final AttributeTable TABLE = new AttributeTable("act-ct-attrs", "TCA_CT_");

  public static final Attribute<Parameters> PARMS =
      TABLE.struct(1, "TCA_CT_PARMS", Parameters.class);
  public static final Attribute<Times> TM = TABLE.struct(2, "TCA_CT_TM", Times.class);
  public static final Attribute<Integer> ACTION = TABLE.u16(3, "TCA_CT_ACTION");
  public static final Attribute<Integer> ZONE = TABLE.u16(4, "TCA_CT_ZONE");
  public static final Attribute<Integer> MARK = TABLE.bits32(5, "TCA_CT_MARK");
  public static final Attribute<Integer> MARK_MASK = TABLE.bits32(6, "TCA_CT_MARK_MASK");
  public static final Attribute<Bytes> LABELS = TABLE.bytes(7, "TCA_CT_LABELS");
  public static final Attribute<Bytes> LABELS_MASK = TABLE.bytes(8, "TCA_CT_LABELS_MASK");
  public static final Attribute<InetAddress> NAT_IPV4_MIN = TABLE.ip(9, "TCA_CT_NAT_IPV4_MIN");
  public static final Attribute<InetAddress> NAT_IPV4_MAX = TABLE.ip(10, "TCA_CT_NAT_IPV4_MAX");
  public static final Attribute<InetAddress> NAT_IPV6_MIN = TABLE.ip(11, "TCA_CT_NAT_IPV6_MIN");
  public static final Attribute<InetAddress> NAT_IPV6_MAX = TABLE.ip(12, "TCA_CT_NAT_IPV6_MAX");
  public static final Attribute<Integer> NAT_PORT_MIN = TABLE.be16(13, "TCA_CT_NAT_PORT_MIN");
  public static final Attribute<Integer> NAT_PORT_MAX = TABLE.be16(14, "TCA_CT_NAT_PORT_MAX");
  public static final Attribute<Bytes> PAD = TABLE.bytes(15, "TCA_CT_PAD");
  public static final Attribute<String> HELPER_NAME = TABLE.text(16, "TCA_CT_HELPER_NAME");
  public static final Attribute<Integer> HELPER_FAMILY = TABLE.u8(17, "TCA_CT_HELPER_FAMILY");
  public static final Attribute<Integer> HELPER_PROTO = TABLE.u8(18, "TCA_CT_HELPER_PROTO");

  /** How it lies in its attribute. */
  public static final Format<ConnectionTracking> FORMAT =
      NestKind.format(TABLE, ConnectionTracking::new);

  /** {@code struct tc_ct}. */
  public record Parameters(
      @U32 long index, @U32 long capab, @S32 int action, @S32 int refcnt, @S32 int bindcnt) {}

  /** With the kernel's defaults. */
  public static ConnectionTracking plain() {
    return new ConnectionTracking(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ConnectionTracking with(Attributes attributes) {
    return new ConnectionTracking(attributes);
  }
}
