// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.message.Family;
import java.util.Arrays;
import java.util.List;

/**
 * What the kernel compares routes by, as bytes with their hash.
 *
 * <p>IPv4 (fib_table_insert in net/ipv4/fib_trie.c): a place is table, prefix, TOS and metric;
 * behind one another in it are routes that differ in anything but flags (fib_find_info). IPv6
 * (fib6_add_rt2node in net/ipv6/ip6_fib.c): a place is table, prefixes and metric, and the hops
 * distinguish the routes in it. MPLS: the label (net/mpls/af_mpls.c).
 */
final class RouteKey {
  /** {@code IP6_RT_PRIO_USER}: the metric of an IPv6 route that was given none. */
  private static final int IP6_RT_PRIO_USER = 1024;

  /** Of the 32-bit hash FNV-1a: a sum of bytes by 31 gives forty routes of a million the same. */
  private static final int FNV_BASIS = 0x811C_9DC5;

  private static final int FNV_PRIME = 0x0100_0193;

  private static final List<Attribute<?>> IPV4_INFO =
      List.of(
          Route.PREFERRED_SOURCE,
          Route.OUT_INTERFACE,
          Route.GATEWAY,
          Route.VIA,
          Route.NEXT_HOP_ID,
          Route.ENCAP,
          Route.METRICS,
          Route.FLOW);

  private byte[] bytes = new byte[32];
  private int length;
  private int hash;

  private RouteKey() {}

  static RouteKey place(Route route) {
    return new RouteKey().addPlace(route, route.attributes()).finish();
  }

  static RouteKey identity(Route route) {
    Attributes attributes = route.attributes();
    RouteKey key = new RouteKey().addPlace(route, attributes).add(route.type());
    switch (route.family()) {
      case Family.AF_INET -> {
        key.add(route.protocol()).add(route.scope());
        IPV4_INFO.forEach(each -> key.add(attributes, each));
        route.nextHops().forEach(hop -> key.add(hop(hop.dev(), hop.weight(), hop.attributes())));
      }
      case Family.AF_INET6 -> {
        key.add(attributes, Route.NEXT_HOP_ID);
        hops(route).forEach(key::add);
      }
      default -> {}
    }
    return key.finish();
  }

  /** The hops of an IPv6 route in an order of their own: those of a group have none. */
  static List<RouteKey> hops(Route route) {
    return route.nextHops().isEmpty()
        ? List.of(hop(route.dev(), 0, route.attributes()))
        : route.nextHops().stream()
            .map(hop -> hop(hop.dev(), 0, hop.attributes()))
            .sorted((a, b) -> Arrays.compare(a.bytes, 0, a.length, b.bytes, 0, b.length))
            .toList();
  }

  private static RouteKey hop(int dev, int weight, Attributes attributes) {
    return new RouteKey()
        .add32(dev)
        .add(weight)
        .add(attributes, Route.GATEWAY)
        .add(attributes, Route.VIA)
        .add(attributes, Route.ENCAP)
        .finish();
  }

  private RouteKey addPlace(Route route, Attributes attributes) {
    int family = route.family();
    add(family);
    if (family == Family.AF_MPLS) {
      return add(attributes, Route.LABEL);
    }
    add(route.destinationLength()).add(route.sourceLength()).add32(route.tableId());
    int metric = route.metric();
    if (family == Family.AF_INET6) {
      add32(metric == 0 ? IP6_RT_PRIO_USER : metric);
    } else {
      add32(metric).add(route.tos());
    }
    if (route.destinationLength() != 0) {
      add(attributes, Route.DESTINATION);
    }
    if (route.sourceLength() != 0) {
      add(attributes, Route.SOURCE);
    }
    if (family == Family.RTNL_FAMILY_IPMR || family == Family.RTNL_FAMILY_IP6MR) {
      add(attributes, Route.IN_INTERFACE);
    }
    return this;
  }

  private RouteKey add(int number) {
    reserve(1);
    bytes[length++] = (byte) number;
    return this;
  }

  private RouteKey add32(int number) {
    return add(number).add(number >>> 8).add(number >>> 16).add(number >>> 24);
  }

  private RouteKey add(RouteKey other) {
    reserve(other.length);
    System.arraycopy(other.bytes, 0, bytes, length, other.length);
    length += other.length;
    return this;
  }

  /** Its size and bytes, so that what follows cannot be taken for them. */
  private RouteKey add(Attributes attributes, Attribute<?> attribute) {
    int size = attributes.sizeOf(attribute);
    add(size);
    if (size > 0) {
      reserve(size);
      attributes.copyValue(attribute, bytes, length);
      length += size;
    }
    return this;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (length + more));
    }
  }

  private RouteKey finish() {
    int sum = FNV_BASIS;
    for (int i = 0; i < length; i++) {
      sum = (sum ^ Byte.toUnsignedInt(bytes[i])) * FNV_PRIME;
    }
    hash = sum ^ (sum >>> Short.SIZE);
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RouteKey that
        && hash == that.hash
        && Arrays.equals(bytes, 0, length, that.bytes, 0, that.length);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
