// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import static io.rtnlab.netlink.message.link.Link.IFF_LOWER_UP;
import static io.rtnlab.netlink.message.link.Link.IFF_RUNNING;

import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.bridge.BridgeVlans;
import io.rtnlab.netlink.message.bridge.MulticastEntries;
import io.rtnlab.netlink.message.config.NetworkConfiguration;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.LinkStatistics;
import io.rtnlab.netlink.message.namespace.NamespaceId;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.message.route.Rule;
import io.rtnlab.netlink.message.tc.TcObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where the kernel reports changes to the objects of a mirror, and which changes it makes without a
 * word: then an event of another object is all that there is to notice them by.
 *
 * <p>Removed in silence are: IPv4 routes by a link that goes down, loses its last address or gets
 * another VRF, or whose preferred source goes (fib_sync_down_addr, fib_disable_ip and
 * fib_table_flush in net/ipv4/fib_frontend.c and fib_trie.c); next hops by a link that goes down or
 * loses its carrier, and members of groups (nexthop_flush_dev in net/ipv4/nexthop.c), and routes by
 * them; addresses that a device itself filters by, as the forwarding entries of every link show
 * them (dev_uc_add, dev_mc_add).
 */
final class MirrorSources {
  private final KernelObject<?> filter;
  private final Map<Integer, Integer> masters = new HashMap<>();

  MirrorSources(KernelObject<?> filter) {
    this.filter = filter;
  }

  /** The groups in which the kernel reports changes of such objects themselves. */
  Set<Group> own() {
    return switch (filter) {
      case Route route ->
          switch (route.family()) {
            case Family.AF_INET -> Set.of(Group.IPV4_ROUTE);
            case Family.AF_INET6 -> Set.of(Group.IPV6_ROUTE);
            case Family.AF_MPLS -> Set.of(Group.MPLS_ROUTE);
            case Family.RTNL_FAMILY_IPMR -> Set.of(Group.IPV4_MROUTE);
            case Family.RTNL_FAMILY_IP6MR -> Set.of(Group.IPV6_MROUTE);
            default ->
                Set.of(
                    Group.IPV4_ROUTE,
                    Group.IPV6_ROUTE,
                    Group.MPLS_ROUTE,
                    Group.IPV4_MROUTE,
                    Group.IPV6_MROUTE);
          };
      case Link link ->
          link.family() == Family.AF_INET6 ? Set.of(Group.IPV6_IFINFO) : Set.of(Group.LINK);
      case Address address -> byFamily(address.family(), Group.IPV4_IFADDR, Group.IPV6_IFADDR);
      case Rule rule -> byFamily(rule.family(), Group.IPV4_RULE, Group.IPV6_RULE);
      case NetworkConfiguration each ->
          byFamily(each.family(), Group.IPV4_NETCONF, Group.IPV6_NETCONF);
      case Neighbour neighbour -> Set.of(Group.NEIGH);
      case NextHop nextHop -> Set.of(Group.NEXTHOP);
      case NamespaceId id -> Set.of(Group.NSID);
      case TcObject<?> object -> Set.of(Group.TC);
      case BridgeVlans vlans -> Set.of(Group.BRVLAN);
      case MulticastEntries entries -> Set.of(Group.MDB);
      case LinkStatistics statistics -> Set.of(Group.STATS);
      default ->
          throw new IllegalArgumentException("the kernel reports no change of a " + filter.codec());
    };
  }

  private static Set<Group> byFamily(int family, Group ipv4, Group ipv6) {
    return switch (family) {
      case Family.AF_INET -> Set.of(ipv4);
      case Family.AF_INET6 -> Set.of(ipv6);
      default -> Set.of(ipv4, ipv6);
    };
  }

  /** The groups in which changes are to be noticed that are made without an event. */
  Set<Group> hints() {
    return switch (filter) {
      case Route route -> Set.of(Group.LINK, Group.IPV4_IFADDR, Group.IPV6_IFADDR, Group.NEXTHOP);
      case NextHop nextHop -> Set.of(Group.LINK);
      case Neighbour neighbour when neighbour.family() == Family.AF_BRIDGE ->
          Set.of(Group.LINK, Group.IPV4_IFADDR, Group.IPV6_IFADDR, Group.IPV6_MCADDR);
      case Neighbour neighbour -> Set.of(Group.LINK);
      default -> Set.of();
    };
  }

  /** Whether objects of the mirror may have changed by this, without an event of their own. */
  boolean isHint(Event event, Collection<? extends KernelObject<?>> objects) {
    if (filter instanceof Neighbour neighbour && neighbour.family() == Family.AF_BRIDGE) {
      boolean own =
          event instanceof Event.Changed changed && changed.object().codec() == filter.codec();
      return !own;
    }
    return event instanceof Event.Changed changed
        && switch (changed.object()) {
          case Rule rule -> changed.verb() == Verb.DELETE; // there may be another just like it
          case Link link -> linkMatters(link, changed.verb(), objects);
          case Address address -> addressMatters(address, changed.verb(), objects);
          case NextHop hop -> nextHopMatters(changed, objects);
          default -> false;
        };
  }

  private boolean linkMatters(Link link, Verb verb, Collection<? extends KernelObject<?>> objects) {
    if (filter instanceof Link || link.family() != Family.AF_UNSPEC) {
      return false;
    }
    boolean gone = verb == Verb.DELETE || !link.isUp();
    boolean carrierLost = (link.flags() & (IFF_RUNNING | IFF_LOWER_UP)) == 0;
    Integer master = masters.put(link.index(), link.master());
    boolean moved =
        !Objects.equals(master, link.master()) && (master != null || link.master() != 0);
    return (gone || carrierLost || moved)
        && objects.stream().anyMatch(object -> uses(object, link.index()));
  }

  private boolean addressMatters(
      Address address, Verb verb, Collection<? extends KernelObject<?>> objects) {
    return filter instanceof Route
        && verb == Verb.DELETE
        && address.family() == Family.AF_INET
        && objects.stream()
            .anyMatch(
                object ->
                    uses(object, address.dev())
                        || (object instanceof Route route
                            && route
                                .get(Route.PREFERRED_SOURCE)
                                .equals(Optional.of(address.local().address()))));
  }

  private boolean nextHopMatters(
      Event.Changed changed, Collection<? extends KernelObject<?>> objects) {
    return filter instanceof NextHop
        ? changed.verb() == Verb.DELETE
        : objects.stream()
            .anyMatch(object -> object instanceof Route route && route.nextHop() != 0);
  }

  private static boolean uses(KernelObject<?> object, int link) {
    return switch (object) {
      case Route route ->
          route.dev() == link
              || route.nextHop() != 0
              || route.nextHops().stream().anyMatch(hop -> hop.dev() == link);
      case NextHop hop -> hop.dev() == link || !hop.group().isEmpty();
      case Neighbour neighbour -> neighbour.dev() == link;
      default -> false;
    };
  }
}
