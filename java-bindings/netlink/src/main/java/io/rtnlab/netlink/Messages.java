// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink;

import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.address.AddressLabel;
import io.rtnlab.netlink.message.address.AnycastAddress;
import io.rtnlab.netlink.message.address.MulticastAddress;
import io.rtnlab.netlink.message.address.RouterPrefix;
import io.rtnlab.netlink.message.bridge.BridgeVlans;
import io.rtnlab.netlink.message.bridge.MulticastEntries;
import io.rtnlab.netlink.message.bridge.TunnelVnis;
import io.rtnlab.netlink.message.config.NetworkConfiguration;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.LinkProperties;
import io.rtnlab.netlink.message.link.LinkStatistics;
import io.rtnlab.netlink.message.namespace.NamespaceId;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.message.neighbour.NeighbourOption;
import io.rtnlab.netlink.message.neighbour.NeighbourTable;
import io.rtnlab.netlink.message.route.MulticastReport;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.message.route.NextHopBucket;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.message.route.Rule;
import io.rtnlab.netlink.message.tc.Actions;
import io.rtnlab.netlink.message.tc.Chain;
import io.rtnlab.netlink.message.tc.Filter;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.TrafficClass;
import io.rtnlab.netlink.wire.MessageCursor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every kind of message known here, by its type. A new kernel object is made known here. */
public final class Messages {
  private static final List<Codec<?>> CODECS =
      List.of(
          Link.CODEC,
          LinkProperties.CODEC,
          LinkStatistics.CODEC,
          Address.CODEC,
          AddressLabel.CODEC,
          Route.CODEC,
          NextHop.CODEC,
          Rule.CODEC,
          Neighbour.CODEC,
          NeighbourTable.CODEC,
          BridgeVlans.CODEC,
          MulticastEntries.CODEC,
          Qdisc.CODEC,
          TrafficClass.CODEC,
          Filter.CODEC,
          Chain.CODEC,
          Actions.CODEC,
          NamespaceId.CODEC,
          NetworkConfiguration.CODEC,
          MulticastAddress.CODEC,
          AnycastAddress.CODEC,
          RouterPrefix.CODEC,
          NeighbourOption.CODEC,
          NextHopBucket.CODEC,
          TunnelVnis.CODEC,
          MulticastReport.CODEC);

  private static final Map<Integer, Codec<?>> BY_NEW_TYPE =
      CODECS.stream()
          .collect(
              Collectors.toUnmodifiableMap(codec -> codec.type(Verb.NEW), Function.identity()));

  private Messages() {}

  public static List<Codec<?>> codecs() {
    return CODECS;
  }

  /** The codec for a message type ({@code RTM_*}), whatever its verb; empty if it is not known. */
  public static Optional<Codec<?>> codec(int messageType) {
    return Optional.ofNullable(BY_NEW_TYPE.get(messageType & ~3));
  }

  /**
   * Reads the object in the message that {@code message} stands on; empty if its type is not known.
   *
   * @throws io.rtnlab.netlink.wire.MalformedMessage if it is broken
   */
  public static Optional<KernelObject<?>> read(MessageCursor message) {
    return codec(message.type()).map(codec -> codec.read(message));
  }
}
