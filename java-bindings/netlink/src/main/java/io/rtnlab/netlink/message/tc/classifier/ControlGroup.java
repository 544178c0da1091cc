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

/** Matches the control group of the sender ({@code TCA_CGROUP_*}). */
public record ControlGroup(Attributes attributes) implements Classifier, NestKind<ControlGroup> {
  public static final String KIND = "cgroup";

  public static final AttributeTable TABLE = new AttributeTable("cgroup-attrs", "TCA_CGROUP_");

  public static final Attribute<List<Action>> ACT = TABLE.add(1, "TCA_CGROUP_ACT", Action.LIST);
  public static final Attribute<Attributes> POLICE =
      TABLE.nest(2, "TCA_CGROUP_POLICE", () -> Police.TABLE);
  public static final Attribute<Attributes> EMATCHES =
      TABLE.nest(3, "TCA_CGROUP_EMATCHES", () -> Basic.EMATCH_TABLE);

  /** How it lies in its attribute. */
  public static final Format<ControlGroup> FORMAT = NestKind.format(TABLE, ControlGroup::new);

  /** With the kernel's defaults. */
  public static ControlGroup plain() {
    return new ControlGroup(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ControlGroup with(Attributes attributes) {
    return new ControlGroup(attributes);
  }
}
