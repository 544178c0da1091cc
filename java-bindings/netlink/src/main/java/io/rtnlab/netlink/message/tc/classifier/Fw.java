// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.classifier;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.tc.Action;
import io.rtnlab.netlink.message.tc.ClassId;
import io.rtnlab.netlink.message.tc.Classifier;
import io.rtnlab.netlink.message.tc.action.Police;
import java.util.List;

/** Matches the mark of a packet, which is the handle ({@code TCA_FW_*}). */
public record Fw(Attributes attributes) implements Classifier, NestKind<Fw> {
  public static final String KIND = "fw";

  public static final AttributeTable TABLE = new AttributeTable("fw-attrs", "TCA_FW_");

  public static final Attribute<Integer> CLASSID = TABLE.add(1, "TCA_FW_CLASSID", ClassId.FORMAT);
  public static final Attribute<Attributes> POLICE =
      TABLE.nest(2, "TCA_FW_POLICE", () -> Police.TABLE);
  public static final Attribute<String> INDEV = TABLE.text(3, "TCA_FW_INDEV");
  public static final Attribute<List<Action>> ACT = TABLE.add(4, "TCA_FW_ACT", Action.LIST);
  public static final Attribute<Integer> MASK = TABLE.bits32(5, "TCA_FW_MASK");

  /** How it lies in its attribute. */
  public static final Format<Fw> FORMAT = NestKind.format(TABLE, Fw::new);

  /** With the kernel's defaults. */
  public static Fw plain() {
    return new Fw(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Fw with(Attributes attributes) {
    return new Fw(attributes);
  }
}
