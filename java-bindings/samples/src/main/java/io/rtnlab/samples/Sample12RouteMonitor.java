// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.samples;

import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.session.Change;
import io.rtnlab.netlink.session.Mirror;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Prints what changes in the routing tables, with the route before and after. Where events cannot
 * say it, such as when a link takes its routes along, the mirror dumps again, and the difference is
 * printed.
 *
 * <pre>
 * Sample12RouteMonitor [SECONDS]
 * </pre>
 */
public final class Sample12RouteMonitor {
  private Sample12RouteMonitor() {}

  public static void main(String... arguments) throws IOException {
    Duration quiet =
        arguments.length == 0 ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(arguments[0]));
    try (Mirror<Route> routes = Mirror.open(Route.all(Family.AF_UNSPEC))) {
      System.out.println(routes.size() + " routes");
      follow(routes, quiet);
    }
  }

  /** Prints until nothing has happened for so long; zero for ever. */
  static void follow(Mirror<Route> routes, Duration quiet) throws IOException {
    List<Route> known = routes.objects();
    Optional<Change<Route>> change = routes.followChange(quiet);
    while (change.isPresent()) {
      if (change.get().dumpedAgain()) {
        printDifference(known, routes.objects());
      } else {
        print(change.get());
      }
      known = routes.objects();
      change = routes.followChange(quiet);
    }
  }

  private static void print(Change<Route> change) {
    if (change.before().isPresent() && change.after().isPresent()) {
      System.out.println("~ " + change.before().get() + "\n  now " + change.after().get());
    } else {
      change.before().ifPresent(gone -> System.out.println("- " + gone));
      change.after().ifPresent(made -> System.out.println("+ " + made));
    }
  }

  private static void printDifference(List<Route> before, List<Route> after) {
    System.out.println("dumped again:");
    Set<Route> there = new HashSet<>(before);
    Set<Route> left = new HashSet<>(after);
    before.stream().filter(each -> !left.contains(each)).forEach(r -> System.out.println("- " + r));
    after.stream().filter(each -> !there.contains(each)).forEach(r -> System.out.println("+ " + r));
  }
}
