// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.tc.Discipline;

/** A class of {@link Hfsc}, by its service curves ({@code TCA_HFSC_*}). */
public record HfscClass(Attributes attributes) implements Discipline, NestKind<HfscClass> {
  public static final String KIND = "hfsc";

  public static final AttributeTable TABLE = new AttributeTable("hfsc-attrs", "TCA_HFSC_");

  public static final Attribute<Curve> REAL_TIME = TABLE.struct(1, "TCA_HFSC_RSC", Curve.class);
  public static final Attribute<Curve> LINK_SHARING = TABLE.struct(2, "TCA_HFSC_FSC", Curve.class);
  public static final Attribute<Curve> UPPER_LIMIT = TABLE.struct(3, "TCA_HFSC_USC", Curve.class);

  /** How it lies in its attribute. */
  public static final Format<HfscClass> FORMAT = NestKind.format(TABLE, HfscClass::new);

  /**
   * {@code struct tc_service_curve}: two straight lines, in bytes per second.
   *
   * @param burst slope of the first
   * @param burstUs how long it lasts
   * @param rate slope of the second
   */
  public record Curve(@U32 long burst, @U32 long burstUs, @U32 long rate) {}

  /** With the kernel's defaults. */
  public static HfscClass plain() {
    return new HfscClass(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public HfscClass with(Attributes attributes) {
    return new HfscClass(attributes);
  }
}
