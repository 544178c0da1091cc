// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.KindFormat;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.message.tc.qdisc.Drr;
import io.rtnlab.netlink.message.tc.qdisc.Ets;
import io.rtnlab.netlink.message.tc.qdisc.HfscClass;
import io.rtnlab.netlink.message.tc.qdisc.Htb;
import io.rtnlab.netlink.message.tc.qdisc.Qfq;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A class of a discipline ({@code RTM_NEWTCLASS}). The header is {@link TcCodec}.
 *
 * @param dev index of the link
 * @param handle its own number, {@link TrafficControl#handle}; 0 to have one chosen
 * @param parent number of what it is below
 * @param info number of the discipline below it
 * @see <a href="https://man7.org/linux/man-pages/man8/tc.8.html">tc(8)</a>,
 *     include/uapi/linux/rtnetlink.h
 */
public record TrafficClass(
    int family, int dev, int handle, int parent, int info, Attributes attributes)
    implements TcObject<TrafficClass> {

  public static final AttributeTable TABLE = TrafficControl.TABLE.copy();

  private static final KindFormat<Discipline> KINDS =
      new KindFormat<>(
          TrafficControl.KIND,
          Map.<String, Format<? extends Discipline>>ofEntries(
              Map.entry(Drr.KIND, Drr.FORMAT),
              Map.entry(Ets.KIND, Ets.FORMAT),
              Map.entry(HfscClass.KIND, HfscClass.FORMAT),
              Map.entry(Htb.KIND, Htb.FORMAT),
              Map.entry(Qfq.KIND, Qfq.FORMAT)),
          OtherDiscipline::new);

  public static final Attribute<Discipline> OPTIONS =
      TABLE.replace(2, "TCA_OPTIONS", "options", KINDS);

  public static final Codec<TrafficClass> CODEC =
      new TcCodec<>("class", MessageType.RTM_NEWTCLASS, TABLE, TrafficClass::new);

  /** Every class of a link, for a dump. */
  public static TrafficClass of(int dev) {
    return new TrafficClass(0, dev, 0, 0, 0, TABLE.empty());
  }

  /** One below {@code parent} ({@code tc class add dev … parent … classid …}). */
  public static TrafficClass of(int dev, int parent, int handle, Discipline discipline) {
    return new TrafficClass(
        0, dev, handle, parent, 0, KINDS.put(TABLE.empty(), OPTIONS, discipline));
  }

  /** What it does, and how; empty in a request that does not say. */
  public Optional<Discipline> kind() {
    return KINDS.of(attributes, OPTIONS);
  }

  /** What it has seen, {@link TrafficStatistics}. */
  public Attributes statistics() {
    return get(TrafficControl.STATS2, TrafficStatistics.TABLE.empty());
  }

  @Override
  public TrafficClass with(Attributes attributes) {
    return new TrafficClass(family, dev, handle, parent, info, attributes);
  }

  @Override
  public Codec<TrafficClass> codec() {
    return CODEC;
  }

  @Override
  public Object identity() {
    return List.of(dev, handle, parent);
  }

  /** As {@code tc} prints it, the link by its index. */
  @Override
  public String toString() {
    Attributes rest = TrafficControl.withoutStatistics(attributes);
    return "dev "
        + dev
        + " class "
        + TrafficControl.showHandle(handle)
        + " parent "
        + TrafficControl.showHandle(parent)
        + " "
        + rest;
  }
}
