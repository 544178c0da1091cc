// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.message.route.Rule;
import java.util.Optional;

/**
 * Objects that the kernel cannot be asked for singly: {@code RTM_GETROUTE} looks a packet's way up,
 * {@code RTM_GETRULE} and, for IPv4, {@code RTM_GETADDR} only dump.
 */
final class ListedOnly {
  private ListedOnly() {}

  /** What to dump to find {@code key}; empty where the kernel can be asked for it. */
  @SuppressWarnings("unchecked") // each filter is of the key's own class
  static <T extends KernelObject<T>> Optional<T> filterFor(T key) {
    return switch (key) {
      case Route route -> Optional.of((T) Route.all(route.family()).table(route.tableId()));
      case Address address -> Optional.of((T) Address.all(address.family()).on(address.dev()));
      case Rule rule -> Optional.of((T) Rule.all(rule.family()));
      default -> Optional.empty();
    };
  }

  /**
   * As much of a key as the kernel takes in a question: it refuses the rest ({@code
   * NETLINK_GET_STRICT_CHK}).
   */
  @SuppressWarnings("unchecked") // each question is of the key's own class
  static <T extends KernelObject<T>> T question(T key) {
    return switch (key) {
      case Link link when link.family() == Family.AF_UNSPEC ->
          (T) (link.index() != 0 ? Link.index(link.index()) : link.onlyName());
      case Neighbour neighbour when neighbour.family() != Family.AF_BRIDGE ->
          (T)
              new Neighbour(
                  neighbour.family(),
                  neighbour.dev(),
                  0,
                  neighbour.flags() & Neighbour.NTF_PROXY,
                  0,
                  neighbour.attributes().without(Neighbour.LINK_ADDRESS));
      case NextHop hop -> (T) NextHop.id(hop.id());
      default -> key;
    };
  }

  /** Whether the candidate has all that the key says. */
  static boolean describes(KernelObject<?> key, KernelObject<?> candidate) {
    return switch (key) {
      case Route route ->
          candidate instanceof Route other
              && route.place().equals(other.place())
              && (route.type() == Route.RTN_UNSPEC || route.type() == other.type())
              && hasAllOf(route.attributes().without(Route.TABLE_ID), other.attributes());
      case Address address ->
          candidate instanceof Address other
              && address.local().equals(other.local())
              && (address.peer().isEmpty() || address.peer().equals(other.peer()));
      case Rule rule ->
          candidate instanceof Rule other
              && rule.source().equals(other.source())
              && rule.destination().equals(other.destination())
              && rule.action() == other.action()
              && rule.tableId() == other.tableId()
              && hasAllOf(rule.attributes().without(Rule.TABLE_ID), other.attributes());
      default -> key.identity().equals(candidate.identity());
    };
  }

  private static boolean hasAllOf(Attributes wanted, Attributes there) {
    return wanted.table().attributes().stream().allMatch(each -> hasSame(each, wanted, there));
  }

  private static <V> boolean hasSame(Attribute<V> attribute, Attributes wanted, Attributes there) {
    Optional<V> value = wanted.get(attribute);
    return value.isEmpty() || value.equals(there.get(attribute));
  }
}
