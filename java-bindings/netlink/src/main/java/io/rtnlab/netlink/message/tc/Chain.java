// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.KindFormat;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.message.tc.classifier.Flower;
import java.util.Map;
import java.util.Optional;

/**
 * A chain of filters ({@code RTM_NEWCHAIN}), which may carry a template that they all follow. The
 * header is {@link TcCodec}.
 *
 * @param dev index of the link
 * @param handle its own number, {@link TrafficControl#handle}; 0 to have one chosen
 * @param parent number of what it is below
 * @param info always 0
 * @see <a href="https://man7.org/linux/man-pages/man8/tc.8.html">tc(8)</a>,
 *     include/uapi/linux/rtnetlink.h
 */
public record Chain(int family, int dev, int handle, int parent, int info, Attributes attributes)
    implements TcObject<Chain> {

  public static final AttributeTable TABLE = TrafficControl.TABLE.copy();

  private static final KindFormat<Classifier> KINDS =
      new KindFormat<>(
          TrafficControl.KIND,
          Map.<String, Format<? extends Classifier>>ofEntries(
              Map.entry(Flower.KIND, Flower.FORMAT)),
          OtherClassifier::new);

  public static final Attribute<Classifier> OPTIONS =
      TABLE.replace(2, "TCA_OPTIONS", "options", KINDS);

  public static final Codec<Chain> CODEC =
      new TcCodec<>("chain", MessageType.RTM_NEWCHAIN, TABLE, Chain::new);

  /** Every chain below {@code parent}, for a dump. */
  public static Chain of(int dev, int parent) {
    return new Chain(0, dev, 0, parent, 0, TABLE.empty());
  }

  /** One below {@code parent}. */
  public static Chain of(int dev, int parent, int number) {
    return of(dev, parent).with(TrafficControl.CHAIN, number);
  }

  /** What it does, and how; empty in a request that does not say. */
  public Optional<Classifier> kind() {
    return KINDS.of(attributes, OPTIONS);
  }

  /** What it has seen, {@link TrafficStatistics}. */
  public Attributes statistics() {
    return get(TrafficControl.STATS2, TrafficStatistics.TABLE.empty());
  }

  public int number() {
    return get(TrafficControl.CHAIN, 0);
  }

  @Override
  public Chain with(Attributes attributes) {
    return new Chain(family, dev, handle, parent, info, attributes);
  }

  @Override
  public Codec<Chain> codec() {
    return CODEC;
  }

  /** As {@code tc} prints it, the link by its index. */
  @Override
  public String toString() {
    Attributes rest = TrafficControl.withoutStatistics(attributes);
    return "dev " + dev + " parent " + TrafficControl.showHandle(parent) + " " + rest;
  }
}
