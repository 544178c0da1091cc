// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.config;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.util.List;
import java.util.Optional;

/**
 * Whether and how a link forwards ({@code RTM_NEWNETCONF}): the {@code sysctl}s that routing
 * daemons watch.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+
 * |   ncm_family  |
 * +---------------+
 * </pre>
 */
public record NetworkConfiguration(int family, Attributes attributes)
    implements KernelObject<NetworkConfiguration> {

  public static final AttributeTable TABLE = new AttributeTable("netconf-attrs", "NETCONFA_");
  public static final Attribute<Integer> DEV = TABLE.s32(1, "NETCONFA_IFINDEX", "dev");
  public static final Attribute<Integer> FORWARDING = TABLE.s32(2, "NETCONFA_FORWARDING");
  public static final Attribute<Integer> RP_FILTER = TABLE.s32(3, "NETCONFA_RP_FILTER");
  public static final Attribute<Integer> MC_FORWARDING = TABLE.s32(4, "NETCONFA_MC_FORWARDING");
  public static final Attribute<Integer> PROXY_NEIGH = TABLE.s32(5, "NETCONFA_PROXY_NEIGH");
  public static final Attribute<Integer> IGNORE_ROUTES_WITH_LINKDOWN =
      TABLE.s32(6, "NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN");
  public static final Attribute<Integer> INPUT = TABLE.s32(7, "NETCONFA_INPUT");
  public static final Attribute<Integer> BC_FORWARDING = TABLE.s32(8, "NETCONFA_BC_FORWARDING");
  public static final Attribute<Integer> FORCE_FORWARDING =
      TABLE.s32(9, "NETCONFA_FORCE_FORWARDING");

  public static final Codec<NetworkConfiguration> CODEC = new Layout();

  /** {@code NETCONFA_IFINDEX_ALL}: what holds for all links at once. */
  public static final int ALL = -1;

  /** {@code NETCONFA_IFINDEX_DEFAULT}: what new links start with. */
  public static final int DEFAULT = -2;

  /** Of every link, for a dump. */
  public static NetworkConfiguration all(int family) {
    return new NetworkConfiguration(family, TABLE.empty());
  }

  /** Of one link, {@link #ALL} or {@link #DEFAULT}, to ask for. */
  public static NetworkConfiguration of(int family, int dev) {
    return all(family).with(DEV, dev);
  }

  /** Index of the link, {@link #ALL} or {@link #DEFAULT}. */
  public int dev() {
    return get(DEV, 0);
  }

  public boolean forwarding() {
    return get(FORWARDING, 0) != 0;
  }

  @Override
  public NetworkConfiguration with(Attributes attributes) {
    return new NetworkConfiguration(family, attributes);
  }

  @Override
  public Codec<NetworkConfiguration> codec() {
    return CODEC;
  }

  @Override
  public Optional<Boolean> isListedBy(NetworkConfiguration filter) {
    boolean listed = filter.family == Family.AF_UNSPEC || filter.family == family;
    return filter.attributes.isEmpty() ? Optional.of(listed) : Optional.empty();
  }

  @Override
  public Object identity() {
    return List.of(family, dev());
  }

  @Override
  public String toString() {
    return Family.name(family) + " " + attributes;
  }

  private static final class Layout extends Codec<NetworkConfiguration> {
    private Layout() {
      super("network configuration", MessageType.RTM_NEWNETCONF, 1);
    }

    @Override
    protected AttributeSet table(int family) {
      return TABLE;
    }

    @Override
    protected NetworkConfiguration read(MessageCursor header, AttributeSet table) {
      return new NetworkConfiguration(header.u8(0), attributes(header, table));
    }

    @Override
    protected void writeHeader(NetworkConfiguration networkConfiguration, MessageWriter writer) {
      writer.u8(networkConfiguration.family);
    }
  }
}
