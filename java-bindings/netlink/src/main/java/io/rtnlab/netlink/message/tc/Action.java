// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributed;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.BitField;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.attribute.KindFormat;
import io.rtnlab.netlink.message.tc.action.BpfAction;
import io.rtnlab.netlink.message.tc.action.Checksum;
import io.rtnlab.netlink.message.tc.action.ConnectionInfo;
import io.rtnlab.netlink.message.tc.action.ConnectionMark;
import io.rtnlab.netlink.message.tc.action.ConnectionTracking;
import io.rtnlab.netlink.message.tc.action.Gact;
import io.rtnlab.netlink.message.tc.action.Gate;
import io.rtnlab.netlink.message.tc.action.Ife;
import io.rtnlab.netlink.message.tc.action.Mirred;
import io.rtnlab.netlink.message.tc.action.MplsAction;
import io.rtnlab.netlink.message.tc.action.Nat;
import io.rtnlab.netlink.message.tc.action.Pedit;
import io.rtnlab.netlink.message.tc.action.Police;
import io.rtnlab.netlink.message.tc.action.Sample;
import io.rtnlab.netlink.message.tc.action.Simple;
import io.rtnlab.netlink.message.tc.action.SkbEdit;
import io.rtnlab.netlink.message.tc.action.SkbMod;
import io.rtnlab.netlink.message.tc.action.TunnelKey;
import io.rtnlab.netlink.message.tc.action.VlanAction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something done with packets: alone in {@link Actions}, or what a filter ends in ({@code
 * TCA_ACT_*}).
 */
public record Action(Attributes attributes) implements Attributed<Action> {
  public static final AttributeTable TABLE = new AttributeTable("act-attrs", "TCA_ACT_");
  public static final Attribute<String> KIND = TABLE.text(1, "TCA_ACT_KIND");

  private static final KindFormat<ActionKind> KINDS =
      new KindFormat<>(
          KIND,
          Map.<String, Format<? extends ActionKind>>ofEntries(
              Map.entry(BpfAction.KIND, BpfAction.FORMAT),
              Map.entry(Checksum.KIND, Checksum.FORMAT),
              Map.entry(ConnectionInfo.KIND, ConnectionInfo.FORMAT),
              Map.entry(ConnectionMark.KIND, ConnectionMark.FORMAT),
              Map.entry(ConnectionTracking.KIND, ConnectionTracking.FORMAT),
              Map.entry(Gact.KIND, Gact.FORMAT),
              Map.entry(Gate.KIND, Gate.FORMAT),
              Map.entry(Ife.KIND, Ife.FORMAT),
              Map.entry(Mirred.KIND, Mirred.FORMAT),
              Map.entry(MplsAction.KIND, MplsAction.FORMAT),
              Map.entry(Nat.KIND, Nat.FORMAT),
              Map.entry(Pedit.KIND, Pedit.FORMAT),
              Map.entry(Police.KIND, Police.FORMAT),
              Map.entry(Sample.KIND, Sample.FORMAT),
              Map.entry(Simple.KIND, Simple.FORMAT),
              Map.entry(SkbEdit.KIND, SkbEdit.FORMAT),
              Map.entry(SkbMod.KIND, SkbMod.FORMAT),
              Map.entry(TunnelKey.KIND, TunnelKey.FORMAT),
              Map.entry(VlanAction.KIND, VlanAction.FORMAT)),
          OtherAction::new);

  public static final Attribute<ActionKind> OPTIONS = TABLE.add(2, "TCA_ACT_OPTIONS", KINDS);

  public static final Attribute<Integer> INDEX = TABLE.u32(3, "TCA_ACT_INDEX");
  public static final Attribute<Attributes> STATS =
      TABLE.nest(4, "TCA_ACT_STATS", () -> TrafficStatistics.TABLE);
  public static final Attribute<Bytes> PAD = TABLE.bytes(5, "TCA_ACT_PAD");
  public static final Attribute<Bytes> COOKIE = TABLE.bytes(6, "TCA_ACT_COOKIE");
  public static final Attribute<BitField> FLAGS = TABLE.struct(7, "TCA_ACT_FLAGS", BitField.class);
  public static final Attribute<BitField> HW_STATS =
      TABLE.struct(8, "TCA_ACT_HW_STATS", BitField.class);
  public static final Attribute<BitField> USED_HW_STATS =
      TABLE.struct(9, "TCA_ACT_USED_HW_STATS", BitField.class);
  public static final Attribute<Integer> IN_HW_COUNT = TABLE.u32(10, "TCA_ACT_IN_HW_COUNT");

  /** Several, numbered from 1 in the order in which they are done. */
  public static final Format<List<Action>> LIST =
      Formats.listOf(Formats.nest(() -> Action.TABLE).as(Action::new, Action::attributes));

  public static Action of(ActionKind kind) {
    return new Action(KINDS.put(TABLE.empty(), OPTIONS, kind));
  }

  /** The action of that number and kind, to ask for or to delete. */
  public static Action numbered(String kind, int index) {
    return new Action(TABLE.empty()).with(KIND, kind).with(INDEX, index);
  }

  public Optional<ActionKind> kind() {
    return KINDS.of(attributes, OPTIONS);
  }

  @Override
  public Action with(Attributes attributes) {
    return new Action(attributes);
  }

  @Override
  public String toString() {
    return attributes.toString();
  }
}
