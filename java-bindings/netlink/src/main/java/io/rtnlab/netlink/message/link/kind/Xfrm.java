// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;

/** An interface of IPsec policies ({@code IFLA_XFRM_*}, net/xfrm/xfrm_interface_core.c). */
public record Xfrm(Attributes attributes) implements LinkKind, NestKind<Xfrm> {
  public static final String KIND = "xfrm";

  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-xfrm-attrs", "IFLA_XFRM_");

  public static final Attribute<Integer> LINK = TABLE.u32(1, "IFLA_XFRM_LINK");
  public static final Attribute<Integer> IF_ID = TABLE.u32(2, "IFLA_XFRM_IF_ID");
  public static final Attribute<Boolean> COLLECT_METADATA =
      TABLE.flag(3, "IFLA_XFRM_COLLECT_METADATA");

  /** How it lies in its attribute. */
  public static final Format<Xfrm> FORMAT = NestKind.format(TABLE, Xfrm::new);

  /**
   * On top of a link, for the policies of that id.
   *
   * @param link index of the link; 0 for none
   * @param id not 0
   */
  public static Xfrm of(int link, int id) {
    Xfrm xfrm = new Xfrm(TABLE.empty()).with(IF_ID, id);
    return link == 0 ? xfrm : xfrm.with(LINK, link);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Xfrm with(Attributes attributes) {
    return new Xfrm(attributes);
  }
}
