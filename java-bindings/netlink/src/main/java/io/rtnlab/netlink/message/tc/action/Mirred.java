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
import io.rtnlab.netlink.message.tc.Verdict;

/** Copies a packet to another link, or sends it there instead ({@code TCA_MIRRED_*}). */
public record Mirred(Attributes attributes) implements ActionKind, NestKind<Mirred> {
  public static final String KIND = "mirred";

  public static final AttributeTable TABLE = new AttributeTable("act-mirred-attrs", "TCA_MIRRED_");
  public static final Attribute<Times> TM = TABLE.struct(1, "TCA_MIRRED_TM", Times.class);
  public static final Attribute<Parameters> PARMS =
      TABLE.struct(2, "TCA_MIRRED_PARMS", Parameters.class);
  public static final Attribute<Bytes> PAD = TABLE.bytes(3, "TCA_MIRRED_PAD");
  public static final Attribute<Integer> BLOCKID = TABLE.u32(4, "TCA_MIRRED_BLOCKID");

  public static final Format<Mirred> FORMAT = NestKind.format(TABLE, Mirred::new);

  public static final int TCA_EGRESS_REDIR = 1;
  public static final int TCA_EGRESS_MIRROR = 2;
  public static final int TCA_INGRESS_REDIR = 3;
  public static final int TCA_INGRESS_MIRROR = 4;

  /**
   * {@code struct tc_mirred}.
   *
   * @param how {@code TCA_EGRESS_*} or {@code TCA_INGRESS_*}
   * @param dev index of the other link
   */
  public record Parameters(
      @U32 int index,
      @U32 int capabilities,
      @S32 int verdict,
      @S32 int references,
      @S32 int bindings,
      @S32 int how,
      @U32 int dev) {}

  /** Out by that link instead. */
  public static Mirred redirect(int linkIndex) {
    return of(Verdict.TC_ACT_STOLEN, TCA_EGRESS_REDIR, linkIndex);
  }

  /** A copy out by that link. */
  public static Mirred mirror(int linkIndex) {
    return of(Verdict.TC_ACT_PIPE, TCA_EGRESS_MIRROR, linkIndex);
  }

  private static Mirred of(int verdict, int how, int linkIndex) {
    return new Mirred(TABLE.empty())
        .with(PARMS, new Parameters(0, 0, verdict, 0, 0, how, linkIndex));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Mirred with(Attributes attributes) {
    return new Mirred(attributes);
  }
}
