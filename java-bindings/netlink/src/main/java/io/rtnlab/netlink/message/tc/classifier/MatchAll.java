// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.classifier;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.U64;
import io.rtnlab.netlink.message.tc.Action;
import io.rtnlab.netlink.message.tc.ClassId;
import io.rtnlab.netlink.message.tc.Classifier;
import java.util.List;

/** Matches every packet ({@code TCA_MATCHALL_*}, net/sched/cls_matchall.c). */
public record MatchAll(Attributes attributes) implements Classifier, NestKind<MatchAll> {
  public static final String KIND = "matchall";

  public static final AttributeTable TABLE = new AttributeTable("matchall-attrs", "TCA_MATCHALL_");
  public static final Attribute<Integer> CLASSID =
      TABLE.add(1, "TCA_MATCHALL_CLASSID", ClassId.FORMAT);
  public static final Attribute<List<Action>> ACT = TABLE.add(2, "TCA_MATCHALL_ACT", Action.LIST);
  public static final Attribute<Integer> FLAGS = TABLE.u32(3, "TCA_MATCHALL_FLAGS");
  public static final Attribute<Hits> PCNT = TABLE.struct(4, "TCA_MATCHALL_PCNT", Hits.class);
  public static final Attribute<Bytes> PAD = TABLE.bytes(5, "TCA_MATCHALL_PAD");

  public static final Format<MatchAll> FORMAT = NestKind.format(TABLE, MatchAll::new);

  /** {@code struct tc_matchall_pcnt}. */
  public record Hits(@U64 long packets) {}

  public static MatchAll all() {
    return new MatchAll(TABLE.empty());
  }

  /** To the class of that handle. */
  public MatchAll toClass(int handle) {
    return with(CLASSID, handle);
  }

  public MatchAll actions(Action... actions) {
    return with(ACT, List.of(actions));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public MatchAll with(Attributes attributes) {
    return new MatchAll(attributes);
  }
}
