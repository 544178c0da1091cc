// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.action;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.tc.ActionKind;
import io.rtnlab.netlink.message.tc.Times;
import io.rtnlab.netlink.message.tc.Verdict;

/** Puts a VLAN tag on a packet, takes it off or changes it ({@code TCA_VLAN_*}). */
public record VlanAction(Attributes attributes) implements ActionKind, NestKind<VlanAction> {
  public static final String KIND = "vlan";

  public static final AttributeTable TABLE = new AttributeTable("act-vlan-attrs", "TCA_VLAN_");
  public static final Attribute<Times> TM = TABLE.struct(1, "TCA_VLAN_TM", Times.class);
  public static final Attribute<Parameters> PARMS =
      TABLE.struct(2, "TCA_VLAN_PARMS", Parameters.class);
  public static final Attribute<Integer> PUSH_VLAN_ID = TABLE.u16(3, "TCA_VLAN_PUSH_VLAN_ID");
  public static final Attribute<Integer> PUSH_VLAN_PROTOCOL =
      TABLE.be16(4, "TCA_VLAN_PUSH_VLAN_PROTOCOL");
  public static final Attribute<Bytes> PAD = TABLE.bytes(5, "TCA_VLAN_PAD");
  public static final Attribute<Integer> PUSH_VLAN_PRIORITY =
      TABLE.u8(6, "TCA_VLAN_PUSH_VLAN_PRIORITY");
  public static final Attribute<LinkAddress> PUSH_ETH_DST =
      TABLE.linkAddress(7, "TCA_VLAN_PUSH_ETH_DST");
  public static final Attribute<LinkAddress> PUSH_ETH_SRC =
      TABLE.linkAddress(8, "TCA_VLAN_PUSH_ETH_SRC");

  public static final Format<VlanAction> FORMAT = NestKind.format(TABLE, VlanAction::new);

  public static final int TCA_VLAN_ACT_POP = 1;
  public static final int TCA_VLAN_ACT_PUSH = 2;
  public static final int TCA_VLAN_ACT_MODIFY = 3;

  /**
   * {@code struct tc_vlan}.
   *
   * @param what {@code TCA_VLAN_ACT_*}
   */
  public record Parameters(
      @U32 int index,
      @U32 int capabilities,
      @S32 int verdict,
      @S32 int references,
      @S32 int bindings,
      @S32 int what) {}

  public static VlanAction pop() {
    return of(TCA_VLAN_ACT_POP);
  }

  public static VlanAction push(int id) {
    return of(TCA_VLAN_ACT_PUSH).with(PUSH_VLAN_ID, id);
  }

  private static VlanAction of(int what) {
    return new VlanAction(TABLE.empty())
        .with(PARMS, new Parameters(0, 0, Verdict.TC_ACT_PIPE, 0, 0, what));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public VlanAction with(Attributes attributes) {
    return new VlanAction(attributes);
  }
}
