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

/** Matches by the realms of routes ({@code TCA_ROUTE4_*}). */
public record RouteClassifier(Attributes attributes)
    implements Classifier, NestKind<RouteClassifier> {
  public static final String KIND = "route";

  public static final AttributeTable TABLE = new AttributeTable("route-attrs", "TCA_ROUTE4_");

  public static final Attribute<Integer> CLASSID =
      TABLE.add(1, "TCA_ROUTE4_CLASSID", ClassId.FORMAT);
  public static final Attribute<Integer> TO = TABLE.u32(2, "TCA_ROUTE4_TO");
  public static final Attribute<Integer> FROM = TABLE.u32(3, "TCA_ROUTE4_FROM");
  public static final Attribute<Integer> IIF = TABLE.u32(4, "TCA_ROUTE4_IIF");
  public static final Attribute<Attributes> POLICE =
      TABLE.nest(5, "TCA_ROUTE4_POLICE", () -> Police.TABLE);
  public static final Attribute<List<Action>> ACT = TABLE.add(6, "TCA_ROUTE4_ACT", Action.LIST);

  /** How it lies in its attribute. */
  public static final Format<RouteClassifier> FORMAT = NestKind.format(TABLE, RouteClassifier::new);

  /** With the kernel's defaults. */
  public static RouteClassifier plain() {
    return new RouteClassifier(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public RouteClassifier with(Attributes attributes) {
    return new RouteClassifier(attributes);
  }
}
