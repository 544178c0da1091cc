// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.KindFormat;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.message.tc.classifier.Basic;
import io.rtnlab.netlink.message.tc.classifier.BpfFilter;
import io.rtnlab.netlink.message.tc.classifier.ControlGroup;
import io.rtnlab.netlink.message.tc.classifier.Flow;
import io.rtnlab.netlink.message.tc.classifier.Flower;
import io.rtnlab.netlink.message.tc.classifier.Fw;
import io.rtnlab.netlink.message.tc.classifier.MatchAll;
import io.rtnlab.netlink.message.tc.classifier.RouteClassifier;
import io.rtnlab.netlink.message.tc.classifier.U32Filter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A filter that sorts packets into classes or acts on them ({@code RTM_NEWTFILTER}). The header is
 * {@link TcCodec}.
 *
 * @param dev index of the link
 * @param handle its own number, {@link TrafficControl#handle}; 0 to have one chosen
 * @param parent number of what it is below
 * @param info priority in the upper half, Ethernet type in network byte order in the lower
 * @see <a href="https://man7.org/linux/man-pages/man8/tc.8.html">tc(8)</a>,
 *     include/uapi/linux/rtnetlink.h
 */
public record Filter(int family, int dev, int handle, int parent, int info, Attributes attributes)
    implements TcObject<Filter> {

  public static final AttributeTable TABLE = TrafficControl.TABLE.copy();

  private static final KindFormat<Classifier> KINDS =
      new KindFormat<>(
          TrafficControl.KIND,
          Map.<String, Format<? extends Classifier>>ofEntries(
              Map.entry(Basic.KIND, Basic.FORMAT),
              Map.entry(ControlGroup.KIND, ControlGroup.FORMAT),
              Map.entry(Flow.KIND, Flow.FORMAT),
              Map.entry(Fw.KIND, Fw.FORMAT),
              Map.entry(RouteClassifier.KIND, RouteClassifier.FORMAT),
              Map.entry(BpfFilter.KIND, BpfFilter.FORMAT),
              Map.entry(Flower.KIND, Flower.FORMAT),
              Map.entry(MatchAll.KIND, MatchAll.FORMAT),
              Map.entry(U32Filter.KIND, U32Filter.FORMAT)),
          OtherClassifier::new);

  public static final Attribute<Classifier> OPTIONS =
      TABLE.replace(2, "TCA_OPTIONS", "options", KINDS);

  /**
   * Kinds that the kernel takes without {@code TCA_OPTIONS}, as their old form; from all others it
   * wants at least an empty nest (net/sched/cls_*.c, {@code change}).
   */
  private static final Set<String> WITHOUT_OPTIONS =
      Set.of(Fw.KIND, RouteClassifier.KIND, U32Filter.KIND);

  public static final Codec<Filter> CODEC =
      new TcCodec<>("filter", MessageType.RTM_NEWTFILTER, TABLE, Filter::new);

  /** {@code ETH_P_ALL}: packets of any protocol. */
  public static final int ETH_P_ALL = 0x0003;

  public static final int ETH_P_IP = 0x0800;
  public static final int ETH_P_IPV6 = 0x86DD;

  /** Every filter below {@code parent}, for a dump. */
  public static Filter of(int dev, int parent) {
    return new Filter(0, dev, 0, parent, 0, TABLE.empty());
  }

  /**
   * One below {@code parent} ({@code tc filter add dev … parent … protocol … prio …}).
   *
   * @param priority lower is tried first; 0 to have one chosen
   * @param protocol Ethernet type, {@code ETH_P_*}
   */
  public static Filter of(int dev, int parent, int priority, int protocol, Classifier classifier) {
    int info = priority << 16 | (Short.reverseBytes((short) protocol) & 0xFFFF);
    Attributes named = KINDS.put(TABLE.empty(), OPTIONS, classifier);
    boolean bare = WITHOUT_OPTIONS.contains(classifier.kind());
    return new Filter(0, dev, 0, parent, info, bare ? named : named.with(OPTIONS, classifier));
  }

  /** With that number. */
  public Filter handle(int handle) {
    return new Filter(family, dev, handle, parent, info, attributes);
  }

  /** In that chain instead of chain 0. */
  public Filter chain(int chain) {
    return with(TrafficControl.CHAIN, chain);
  }

  /** What it does, and how; empty in a request that does not say. */
  public Optional<Classifier> kind() {
    return KINDS.of(attributes, OPTIONS);
  }

  /** What it has seen, {@link TrafficStatistics}. */
  public Attributes statistics() {
    return get(TrafficControl.STATS2, TrafficStatistics.TABLE.empty());
  }

  /** Lower is tried first. */
  public int priority() {
    return info >>> 16;
  }

  /** Ethernet type of the packets that it looks at. */
  public int protocol() {
    return Short.toUnsignedInt(Short.reverseBytes((short) info));
  }

  @Override
  public Filter with(Attributes attributes) {
    return new Filter(family, dev, handle, parent, info, attributes);
  }

  @Override
  public Codec<Filter> codec() {
    return CODEC;
  }

  /** As {@code tc} prints it, the link by its index. */
  @Override
  public String toString() {
    Attributes rest = TrafficControl.withoutStatistics(attributes);
    return "dev "
        + dev
        + " parent "
        + TrafficControl.showHandle(parent)
        + " protocol 0x"
        + Integer.toHexString(protocol())
        + " pref "
        + priority()
        + " handle 0x"
        + Integer.toHexString(handle)
        + " "
        + rest;
  }
}
