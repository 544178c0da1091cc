// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.samples;

import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.LinkStatistics64;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The busiest links, every second: {@code Sample13LinkTop [ROUNDS]}. */
public final class Sample13LinkTop {
  private static final int SHOWN = 20;
  private static final double NS_PER_S = 1e9;

  private Sample13LinkTop() {}

  /** What a link carried per second. */
  private record Rate(
      Link link, double rxBytes, double rxPackets, double txBytes, double txPackets) {
    static Stream<Rate> since(@Nullable LinkStatistics64 before, Link link, double seconds) {
      if (before == null) {
        return Stream.empty();
      }
      return link.statistics().stream()
          .map(
              now ->
                  new Rate(
                      link,
                      (now.rxBytes() - before.rxBytes()) / seconds,
                      (now.rxPackets() - before.rxPackets()) / seconds,
                      (now.txBytes() - before.txBytes()) / seconds,
                      (now.txPackets() - before.txPackets()) / seconds));
    }

    @Override
    public String toString() {
      return "%-15s %12.0f %10.0f %12.0f %10.0f  %s"
          .formatted(link.name(), rxBytes, rxPackets, txBytes, txPackets, link.operationalState());
    }
  }

  public static void main(String... arguments) throws IOException, InterruptedException {
    int rounds = arguments.length == 0 ? Integer.MAX_VALUE : Integer.parseInt(arguments[0]);
    try (NetlinkSession session = NetlinkSession.open()) {
      Map<Integer, LinkStatistics64> before = new HashMap<>();
      long then = System.nanoTime();
      for (int round = 0; round <= rounds; round++) {
        List<Link> links = session.dump(Link.all()).repeatedly(10).toList();
        double seconds = (System.nanoTime() - then) / NS_PER_S;
        then = System.nanoTime();
        if (round > 0) {
          show(links, before, seconds);
        }
        links.forEach(each -> each.statistics().ifPresent(s -> before.put(each.index(), s)));
        if (round < rounds) {
          Thread.sleep(1000);
        }
      }
    }
  }

  private static void show(
      List<Link> links, Map<Integer, LinkStatistics64> before, double seconds) {
    System.out.println("LINK                  RX B/s    RX pkt/s       TX B/s    TX pkt/s  STATE");
    links.stream()
        .flatMap(each -> Rate.since(before.get(each.index()), each, seconds))
        .sorted(Comparator.comparingDouble(rate -> -(rate.rxBytes() + rate.txBytes())))
        .limit(SHOWN)
        .forEach(System.out::println);
  }
}
