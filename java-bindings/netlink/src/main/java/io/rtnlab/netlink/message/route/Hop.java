// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.Attributed;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.message.Family;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/**
 * One of several hops that a route shares its load among ({@code struct rtnexthop} and the
 * attributes of a route behind it).
 *
 * <pre>
 * +-------------------------------+---------------+---------------+
 * |           rtnh_len            |  rtnh_flags   |   rtnh_hops   |
 * +-------------------------------+---------------+---------------+
 * |                         rtnh_ifindex                          |
 * +---------------------------------------------------------------+
 * |                attributes of {@link Route#TABLE} …            |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param flags {@code RTNH_F_*}
 * @param weight 1 to 256 ({@code rtnh_hops} + 1)
 * @param dev index of the link; 0 where the gateway decides
 */
public record Hop(int flags, int weight, int dev, Attributes attributes)
    implements Attributed<Hop> {

  public Hop {
    if (weight < 1 || weight > 256) {
      throw new IllegalArgumentException("a weight of " + weight + ": 1 to 256");
    }
    if ((flags & ~0xFF) != 0) {
      throw new IllegalArgumentException("flags 0x" + Integer.toHexString(flags) + ": 8 bits");
    }
  }

  public static Hop via(InetAddress gateway) {
    return new Hop(0, 1, 0, Route.TABLE.empty()).with(Route.GATEWAY, gateway);
  }

  public static Hop via(String gateway) {
    return via(IpText.address(gateway));
  }

  public static Hop dev(int linkIndex) {
    return new Hop(0, 1, linkIndex, Route.TABLE.empty());
  }

  /** {@link #flags} by name. */
  public Set<RouteFlag> flagSet() {
    return RouteFlag.in(flags);
  }

  public Hop weight(int weight) {
    return new Hop(flags, weight, dev, attributes);
  }

  public Hop on(int linkIndex) {
    return new Hop(flags, weight, linkIndex, attributes);
  }

  /** The same with the gateway where a route of that family has it, as in {@link Route#via}. */
  Hop ofRoute(int family) {
    InetAddress gateway = get(Route.GATEWAY).orElse(null);
    if (gateway == null) {
      return this;
    }
    if (family == Family.AF_MPLS || (family == Family.AF_INET && Family.of(gateway) != family)) {
      return with(attributes.without(Route.GATEWAY).with(Route.VIA, new Via(gateway)));
    }
    Family.requireSame(family, gateway, "the gateway");
    return this;
  }

  public Optional<InetAddress> gateway() {
    return get(Route.GATEWAY);
  }

  @Override
  public Hop with(Attributes attributes) {
    return new Hop(flags, weight, dev, attributes);
  }

  @Override
  public String toString() {
    String text = "dev " + dev + " weight " + weight;
    return attributes.isEmpty() ? text : attributes + " " + text;
  }
}
