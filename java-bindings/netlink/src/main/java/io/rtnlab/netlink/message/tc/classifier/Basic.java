// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.classifier;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.U16;
import io.rtnlab.netlink.attribute.Struct.U64;
import io.rtnlab.netlink.message.tc.Action;
import io.rtnlab.netlink.message.tc.ClassId;
import io.rtnlab.netlink.message.tc.Classifier;
import io.rtnlab.netlink.message.tc.action.Police;
import java.util.List;

/** Matches by a tree of conditions ({@code TCA_BASIC_*}, net/sched/cls_basic.c). */
public record Basic(Attributes attributes) implements Classifier, NestKind<Basic> {
  public static final String KIND = "basic";

  public static final AttributeTable TABLE = new AttributeTable("basic-attrs", "TCA_BASIC_");

  public static final Attribute<Integer> CLASSID =
      TABLE.add(1, "TCA_BASIC_CLASSID", ClassId.FORMAT);
  public static final Attribute<Attributes> EMATCHES =
      TABLE.nest(2, "TCA_BASIC_EMATCHES", () -> Basic.EMATCH_TABLE);
  public static final Attribute<List<Action>> ACT = TABLE.add(3, "TCA_BASIC_ACT", Action.LIST);
  public static final Attribute<Attributes> POLICE =
      TABLE.nest(4, "TCA_BASIC_POLICE", () -> Police.TABLE);
  public static final Attribute<Pcnt> PCNT = TABLE.struct(5, "TCA_BASIC_PCNT", Pcnt.class);
  public static final Attribute<Bytes> PAD = TABLE.bytes(6, "TCA_BASIC_PAD");

  public static final AttributeTable EMATCH_TABLE =
      new AttributeTable("ematch-attrs", "TCA_EMATCH_");

  public static final Attribute<TreeHdr> EMATCH_TREE_HDR =
      EMATCH_TABLE.struct(1, "TCA_EMATCH_TREE_HDR", TreeHdr.class);
  public static final Attribute<Attributes> EMATCH_TREE_LIST =
      EMATCH_TABLE.nest(2, "TCA_EMATCH_TREE_LIST", () -> AttributeSet.UNKNOWN);

  /** How it lies in its attribute. */
  public static final Format<Basic> FORMAT = NestKind.format(TABLE, Basic::new);

  /** {@code struct tc_basic_pcnt}. */
  public record Pcnt(@U64 long rcnt, @U64 long rhit) {}

  /** {@code struct tcf_ematch_tree_hdr}. */
  public record TreeHdr(@U16 int nmatches, @U16 int progid) {}

  /** With the kernel's defaults. */
  public static Basic plain() {
    return new Basic(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Basic with(Attributes attributes) {
    return new Basic(attributes);
  }
}
