// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.action;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.U16;
import io.rtnlab.netlink.message.tc.ActionKind;
import io.rtnlab.netlink.message.tc.Times;
import io.rtnlab.netlink.message.tc.Verdict;

/** Drops a packet, lets it pass, or goes on to the next filter ({@code TCA_GACT_*}). */
public record Gact(Attributes attributes) implements ActionKind, NestKind<Gact> {
  public static final String KIND = "gact";

  public static final AttributeTable TABLE = new AttributeTable("act-gact-attrs", "TCA_GACT_");
  public static final Attribute<Times> TM = TABLE.struct(1, "TCA_GACT_TM", Times.class);
  public static final Attribute<Verdict> PARMS = TABLE.struct(2, "TCA_GACT_PARMS", Verdict.class);
  public static final Attribute<Chance> PROB = TABLE.struct(3, "TCA_GACT_PROB", Chance.class);
  public static final Attribute<Bytes> PAD = TABLE.bytes(4, "TCA_GACT_PAD");

  public static final Format<Gact> FORMAT = NestKind.format(TABLE, Gact::new);

  /**
   * {@code struct tc_gact_p}: another verdict now and then.
   *
   * @param type 0 never, 1 at random, 2 every so many packets
   */
  public record Chance(@U16 int type, @U16 int value, @S32 int verdict) {}

  public static Gact verdict(int verdict) {
    return new Gact(TABLE.empty()).with(PARMS, Verdict.of(verdict));
  }

  public static Gact drop() {
    return verdict(Verdict.TC_ACT_SHOT);
  }

  public static Gact pass() {
    return verdict(Verdict.TC_ACT_OK);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Gact with(Attributes attributes) {
    return new Gact(attributes);
  }
}
