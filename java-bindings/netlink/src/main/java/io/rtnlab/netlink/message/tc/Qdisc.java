// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.KindFormat;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.message.tc.qdisc.Cake;
import io.rtnlab.netlink.message.tc.qdisc.Cbs;
import io.rtnlab.netlink.message.tc.qdisc.Choke;
import io.rtnlab.netlink.message.tc.qdisc.Codel;
import io.rtnlab.netlink.message.tc.qdisc.Drr;
import io.rtnlab.netlink.message.tc.qdisc.DualPi2;
import io.rtnlab.netlink.message.tc.qdisc.Etf;
import io.rtnlab.netlink.message.tc.qdisc.Ets;
import io.rtnlab.netlink.message.tc.qdisc.Fifo;
import io.rtnlab.netlink.message.tc.qdisc.Fq;
import io.rtnlab.netlink.message.tc.qdisc.FqCodel;
import io.rtnlab.netlink.message.tc.qdisc.FqPie;
import io.rtnlab.netlink.message.tc.qdisc.Gred;
import io.rtnlab.netlink.message.tc.qdisc.Hfsc;
import io.rtnlab.netlink.message.tc.qdisc.Hhf;
import io.rtnlab.netlink.message.tc.qdisc.Htb;
import io.rtnlab.netlink.message.tc.qdisc.MqPrio;
import io.rtnlab.netlink.message.tc.qdisc.Netem;
import io.rtnlab.netlink.message.tc.qdisc.Pie;
import io.rtnlab.netlink.message.tc.qdisc.Prio;
import io.rtnlab.netlink.message.tc.qdisc.Qfq;
import io.rtnlab.netlink.message.tc.qdisc.Red;
import io.rtnlab.netlink.message.tc.qdisc.Sfq;
import io.rtnlab.netlink.message.tc.qdisc.Taprio;
import io.rtnlab.netlink.message.tc.qdisc.Tbf;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A queueing discipline of a link ({@code RTM_NEWQDISC}). The header is {@link TcCodec}.
 *
 * @param dev index of the link
 * @param handle its own number, {@link TrafficControl#handle}; 0 to have one chosen
 * @param parent number of what it is below
 * @param info how many use it
 * @see <a href="https://man7.org/linux/man-pages/man8/tc.8.html">tc(8)</a>,
 *     include/uapi/linux/rtnetlink.h
 */
public record Qdisc(int family, int dev, int handle, int parent, int info, Attributes attributes)
    implements TcObject<Qdisc> {

  public static final AttributeTable TABLE = TrafficControl.TABLE.copy();

  private static final KindFormat<Discipline> KINDS =
      new KindFormat<>(
          TrafficControl.KIND,
          Map.<String, Format<? extends Discipline>>ofEntries(
              Map.entry(Cake.KIND, Cake.FORMAT),
              Map.entry(Cbs.KIND, Cbs.FORMAT),
              Map.entry(Choke.KIND, Choke.FORMAT),
              Map.entry(Codel.KIND, Codel.FORMAT),
              Map.entry(Drr.KIND, Drr.FORMAT),
              Map.entry(DualPi2.KIND, DualPi2.FORMAT),
              Map.entry(Etf.KIND, Etf.FORMAT),
              Map.entry(Ets.KIND, Ets.FORMAT),
              Map.entry(FqPie.KIND, FqPie.FORMAT),
              Map.entry(Gred.KIND, Gred.FORMAT),
              Map.entry(Hfsc.KIND, Hfsc.FORMAT),
              Map.entry(Hhf.KIND, Hhf.FORMAT),
              Map.entry(MqPrio.KIND, MqPrio.FORMAT),
              Map.entry(Pie.KIND, Pie.FORMAT),
              Map.entry(Qfq.KIND, Qfq.FORMAT),
              Map.entry(Red.KIND, Red.FORMAT),
              Map.entry(Sfq.KIND, Sfq.FORMAT),
              Map.entry(Taprio.KIND, Taprio.FORMAT),
              Map.entry(Fifo.BFIFO, Fifo.format(Fifo.BFIFO)),
              Map.entry(Fifo.PFIFO, Fifo.format(Fifo.PFIFO)),
              Map.entry(Fifo.PFIFO_HEAD_DROP, Fifo.format(Fifo.PFIFO_HEAD_DROP)),
              Map.entry(Fq.KIND, Fq.FORMAT),
              Map.entry(FqCodel.KIND, FqCodel.FORMAT),
              Map.entry(Htb.KIND, Htb.FORMAT),
              Map.entry(Netem.KIND, Netem.FORMAT),
              Map.entry(Prio.PFIFO_FAST, Prio.format(Prio.PFIFO_FAST)),
              Map.entry(Prio.PRIO, Prio.format(Prio.PRIO)),
              Map.entry(Tbf.KIND, Tbf.FORMAT)),
          OtherDiscipline::new);

  public static final Attribute<Discipline> OPTIONS =
      TABLE.replace(2, "TCA_OPTIONS", "options", KINDS);

  public static final Codec<Qdisc> CODEC =
      new TcCodec<>("qdisc", MessageType.RTM_NEWQDISC, TABLE, Qdisc::new);

  private static final int INGRESS_HANDLE = 0xFFFF_0000;

  /** Every discipline of every link, for a dump. */
  public static Qdisc all() {
    return new Qdisc(0, 0, 0, 0, 0, TABLE.empty());
  }

  /** Every discipline of one link, for a dump. */
  public static Qdisc of(int dev) {
    return new Qdisc(0, dev, 0, 0, 0, TABLE.empty());
  }

  /** The first discipline of a link ({@code tc qdisc add dev … root …}). */
  public static Qdisc root(int dev, Discipline discipline) {
    return at(dev, TrafficControl.TC_H_ROOT, discipline);
  }

  /** A discipline below a class. */
  public static Qdisc at(int dev, int parent, Discipline discipline) {
    return new Qdisc(0, dev, 0, parent, 0, KINDS.put(TABLE.empty(), OPTIONS, discipline));
  }

  /** The discipline for what comes in, whose only use is to hold filters. */
  public static Qdisc ingress(int dev) {
    return at(dev, TrafficControl.TC_H_INGRESS, OtherDiscipline.INGRESS).handle(INGRESS_HANDLE);
  }

  /** Holds filters for what comes in and for what goes out. */
  public static Qdisc clsact(int dev) {
    return at(dev, TrafficControl.TC_H_INGRESS, OtherDiscipline.CLSACT).handle(INGRESS_HANDLE);
  }

  /** With that number. */
  public Qdisc handle(int handle) {
    return new Qdisc(family, dev, handle, parent, info, attributes);
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
  public Qdisc with(Attributes attributes) {
    return new Qdisc(family, dev, handle, parent, info, attributes);
  }

  @Override
  public Codec<Qdisc> codec() {
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
        + " qdisc "
        + TrafficControl.showHandle(handle)
        + " parent "
        + TrafficControl.showHandle(parent)
        + " "
        + rest;
  }
}
