// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.classifier;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.tc.Action;
import io.rtnlab.netlink.message.tc.ClassId;
import io.rtnlab.netlink.message.tc.Classifier;
import io.rtnlab.netlink.message.tc.action.Police;
import java.util.List;

/** Lets a BPF program decide ({@code TCA_BPF_*}, net/sched/cls_bpf.c). */
public record BpfFilter(Attributes attributes) implements Classifier, NestKind<BpfFilter> {
  public static final String KIND = "bpf";

  public static final AttributeTable TABLE = new AttributeTable("bpf-attrs", "TCA_BPF_");
  public static final Attribute<List<Action>> ACT = TABLE.add(1, "TCA_BPF_ACT", Action.LIST);
  public static final Attribute<Attributes> POLICE =
      TABLE.nest(2, "TCA_BPF_POLICE", () -> Police.TABLE);
  public static final Attribute<Integer> CLASSID = TABLE.add(3, "TCA_BPF_CLASSID", ClassId.FORMAT);
  public static final Attribute<Integer> OPS_LEN = TABLE.u16(4, "TCA_BPF_OPS_LEN");
  public static final Attribute<Bytes> OPS = TABLE.bytes(5, "TCA_BPF_OPS");
  public static final Attribute<Integer> FD = TABLE.u32(6, "TCA_BPF_FD");
  public static final Attribute<String> NAME = TABLE.text(7, "TCA_BPF_NAME");
  public static final Attribute<Integer> FLAGS = TABLE.u32(8, "TCA_BPF_FLAGS");
  public static final Attribute<Integer> FLAGS_GEN = TABLE.u32(9, "TCA_BPF_FLAGS_GEN");
  public static final Attribute<Bytes> TAG = TABLE.bytes(10, "TCA_BPF_TAG");
  public static final Attribute<Integer> ID = TABLE.u32(11, "TCA_BPF_ID");

  public static final Format<BpfFilter> FORMAT = NestKind.format(TABLE, BpfFilter::new);

  /** {@code TCA_BPF_FLAG_ACT_DIRECT}: what the program returns is the action. */
  public static final int TCA_BPF_FLAG_ACT_DIRECT = 1 << 0;

  private static final int INSTRUCTION_BYTES = 8;

  /**
   * Runs a loaded program, whose return value is the action.
   *
   * @param fileDescriptor of the program
   * @param name to show
   */
  public static BpfFilter program(int fileDescriptor, String name) {
    return new BpfFilter(TABLE.empty())
        .with(FD, fileDescriptor)
        .with(NAME, name)
        .with(FLAGS, TCA_BPF_FLAG_ACT_DIRECT);
  }

  /** Runs classic BPF, {@code struct sock_filter} by {@code struct sock_filter}. */
  public static BpfFilter classic(Bytes instructions) {
    int count = instructions.toArray().length / INSTRUCTION_BYTES;
    return new BpfFilter(TABLE.empty()).with(OPS_LEN, count).with(OPS, instructions);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public BpfFilter with(Attributes attributes) {
    return new BpfFilter(attributes);
  }
}
