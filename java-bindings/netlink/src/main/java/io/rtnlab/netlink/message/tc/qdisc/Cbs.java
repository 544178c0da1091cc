// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.Octets;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.U8;
import io.rtnlab.netlink.message.tc.Discipline;

/** Shapes by credits ({@code TCA_CBS_*}, IEEE 802.1Qav). */
public record Cbs(Attributes attributes) implements Discipline, NestKind<Cbs> {
  public static final String KIND = "cbs";

  public static final AttributeTable TABLE = new AttributeTable("cbs-attrs", "TCA_CBS_");

  public static final Attribute<Parameters> PARMS =
      TABLE.struct(1, "TCA_CBS_PARMS", Parameters.class);

  /** How it lies in its attribute. */
  public static final Format<Cbs> FORMAT = NestKind.format(TABLE, Cbs::new);

  /** {@code struct tc_cbs_qopt}. */
  public record Parameters(
      @U8 int offload,
      @Octets(3) Bytes pad,
      @S32 int hicredit,
      @S32 int locredit,
      @S32 int idleslope,
      @S32 int sendslope) {}

  /** With the kernel's defaults. */
  public static Cbs plain() {
    return new Cbs(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Cbs with(Attributes attributes) {
    return new Cbs(attributes);
  }
}
