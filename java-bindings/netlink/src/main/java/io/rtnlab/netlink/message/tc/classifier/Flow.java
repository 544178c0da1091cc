// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.classifier;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.tc.Action;
import io.rtnlab.netlink.message.tc.Classifier;
import io.rtnlab.netlink.message.tc.action.Police;
import java.util.List;

/** Makes a class of fields of the packet ({@code TCA_FLOW_*}). */
public record Flow(Attributes attributes) implements Classifier, NestKind<Flow> {
  public static final String KIND = "flow";

  public static final AttributeTable TABLE = new AttributeTable("flow-attrs", "TCA_FLOW_");

  public static final Attribute<Integer> KEYS = TABLE.u32(1, "TCA_FLOW_KEYS");
  public static final Attribute<Integer> MODE = TABLE.u32(2, "TCA_FLOW_MODE");
  public static final Attribute<Integer> BASECLASS = TABLE.u32(3, "TCA_FLOW_BASECLASS");
  public static final Attribute<Integer> RSHIFT = TABLE.u32(4, "TCA_FLOW_RSHIFT");
  public static final Attribute<Integer> ADDEND = TABLE.u32(5, "TCA_FLOW_ADDEND");
  public static final Attribute<Integer> MASK = TABLE.bits32(6, "TCA_FLOW_MASK");
  public static final Attribute<Integer> XOR = TABLE.u32(7, "TCA_FLOW_XOR");
  public static final Attribute<Integer> DIVISOR = TABLE.u32(8, "TCA_FLOW_DIVISOR");
  public static final Attribute<List<Action>> ACT = TABLE.add(9, "TCA_FLOW_ACT", Action.LIST);
  public static final Attribute<Attributes> POLICE =
      TABLE.nest(10, "TCA_FLOW_POLICE", () -> Police.TABLE);
  public static final Attribute<Attributes> EMATCHES =
      TABLE.nest(11, "TCA_FLOW_EMATCHES", () -> Basic.EMATCH_TABLE);
  public static final Attribute<Integer> PERTURB = TABLE.u32(12, "TCA_FLOW_PERTURB");

  /** How it lies in its attribute. */
  public static final Format<Flow> FORMAT = NestKind.format(TABLE, Flow::new);

  /** With the kernel's defaults. */
  public static Flow plain() {
    return new Flow(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Flow with(Attributes attributes) {
    return new Flow(attributes);
  }
}
