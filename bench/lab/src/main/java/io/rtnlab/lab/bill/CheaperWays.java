// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import io.rtnlab.lab.bill.Habits.Habit;
import io.rtnlab.lab.fingerprint.KernelVersion;
import io.rtnlab.results.bill.BilledRequest;
import io.rtnlab.results.bill.CheaperWay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules: what a program does that could be had for less. Pure. */
final class CheaperWays {
  private static final List<Rule> RULES =
      List.of(
          new Rule(
              Habit.LINKS_WITH_VFS,
              1,
              "vf-not-needed",
              "leave RTEXT_FILTER_VF out where virtual functions are not needed",
              0.5,
              "where a device has as many functions as the host has links; none where it has none",
              "cilium/cilium#43516: 867 ms beside such dumps, 158 to 291 ms without",
              new Variants("link-dump-vf", "link-dump")),
          new Rule(
              Habit.LINK_DUMPS_WITH_STATISTICS,
              1,
              "skip-statistics",
              "set RTEXT_FILTER_SKIP_STATS in IFLA_EXT_MASK where counters are not needed",
              0.25,
              "of a link's part of a dump, counters are about a quarter",
              "kernel 4.4, commit d5566fd72ec1 (rtnetlink: RTEXT_FILTER_SKIP_STATS support)",
              new Variants("link-dump", "link-dump-skip-stats")),
          new Rule(
              Habit.LINK_DUMPS_WITH_MORE_THAN_NAMES,
              1,
              "names-only",
              "where names and indices are enough, set RTEXT_FILTER_NAME_ONLY: no RTNL at all",
              1,
              "such a dump does not take the RTNL",
              "kernel 7.2, commit e896e5c0734b",
              new Variants("link-dump", "link-dump-name-only")),
          new Rule(
              Habit.FILTERS_WITHOUT_EFFECT,
              1,
              "kernel-side-filter",
              "set NETLINK_GET_STRICT_CHK: without it the kernel ignores the interface asked for"
                  + " and sends everything",
              0.9,
              "on a host with ten interfaces; more on one with more",
              "kernel 4.20, commit 89d35528d17d (NETLINK_GET_STRICT_CHK)",
              null),
          new Rule(
              Habit.REPEATED_DUMPS,
              2,
              "dump-once",
              "dump once and keep the result, or ask for one object: the same dump came again"
                  + " within a second",
              0,
              "all of these dumps but the first",
              "FRRouting/frr#1221: 55 s for 2,000 interfaces; projectcalico/calico#5255",
              null),
          new Rule(
              Habit.SINGLE_CHANGES,
              8,
              "batch",
              "put many messages into one send, and ask for the acknowledgement of the last only",
              0.4,
              "of CPU time, not of the hold: 8.1 us for each alone, 4.6 us in batches of 256",
              "measured with 100,000 routes; netlink(7), NLM_F_ACK",
              new Variants("route-insert", "route-insert --batch 64")),
          new Rule(
              Habit.LINKS_MOVED,
              1,
              "create-in-place",
              "make the peer in its namespace (IFLA_NET_NS_FD in the peer of RTM_NEWLINK) instead"
                  + " of moving it there",
              0.8,
              "a move unregisters and registers the link, each with a wait for RCU",
              "aws/amazon-vpc-cni-k8s#3764: 30 pods at once 5 s, then 0.75 s",
              new Variants("pod-move", "pod-create")),
          new Rule(
              Habit.NAMESPACES_MADE,
              1,
              "namespace-dropped",
              "keep or share network namespaces that need no network of their own: each is torn"
                  + " down under the RTNL when it is dropped",
              1,
              "a namespace that is not made is not torn down",
              "google/gvisor#13764: start of a container 236.5 ms, then 215.2 ms",
              null),
          new Rule(
              Habit.ROUTES_OF_ONE_NEXT_HOP,
              16,
              "next-hop-id",
              "make a next hop once (RTM_NEWNEXTHOP) and name it by RTA_NH_ID in its routes",
              0.3,
              "28 to 37 % less for each route",
              "measured with 100,000 routes; kernel 5.3, net/ipv4/nexthop.c",
              new Variants("route-insert", "route-insert --next-hop")));

  private CheaperWays() {}

  /** Two operations of the catalogue that do the same; the second is the cheaper one. */
  record Variants(String costly, String cheap) {}

  private record Rule(
      Habit habit,
      long least,
      String name,
      String advice,
      double share,
      String estimate,
      String source,
      @Nullable Variants variants) {}

  /** A cheaper way, and how it can be tried. */
  record Found(CheaperWay way, @Nullable Variants variants) {}

  /**
   * What applies to a program, the largest savings first.
   *
   * @param requests of that program, by type
   */
  static List<Found> of(Habits habits, List<BilledRequest> requests, KernelVersion kernel) {
    List<Found> found = new ArrayList<>();
    for (Rule rule : RULES) {
      if (rule.habit == Habit.LINK_DUMPS_WITH_MORE_THAN_NAMES && !kernel.atLeast(7, 2)) {
        continue;
      }
      for (Map.Entry<String, Long> each : habits.of(rule.habit).entrySet()) {
        if (each.getValue() >= rule.least && concerns(rule, each.getKey(), requests)) {
          found.add(found(rule, each.getKey(), each.getValue(), requests));
        }
      }
    }
    found.sort(Comparator.comparingLong((Found one) -> one.way.savesNs()).reversed());
    return found;
  }

  /** What never takes the mutex makes no other request wait; a batch saves time all the same. */
  private static boolean concerns(Rule rule, String type, List<BilledRequest> requests) {
    return rule.habit == Habit.SINGLE_CHANGES
        || requests.stream()
            .filter(request -> request.type().equals(type))
            .allMatch(request -> request.locks().high() > 0);
  }

  private static Found found(Rule rule, String type, long count, List<BilledRequest> requests) {
    BilledRequest billed =
        requests.stream().filter(request -> request.type().equals(type)).findFirst().orElse(null);
    long all = billed == null ? count : Math.max(count, billed.count());
    double share = rule.habit == Habit.REPEATED_DUMPS ? (double) count / all : rule.share;
    // Batching saves system calls, not what is done under the mutex.
    long holdNs = billed == null || rule.habit == Habit.SINGLE_CHANGES ? 0 : billed.holdNs().high();
    double concerned = rule.habit == Habit.REPEATED_DUMPS ? 1 : Math.min(1, (double) count / all);
    return new Found(
        new CheaperWay(
            rule.name,
            rule.advice,
            count,
            type,
            share,
            (long) (holdNs * concerned * share),
            rule.estimate,
            rule.source,
            null),
        rule.variants);
  }
}
