// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import io.rtnlab.lab.watch.SecondSeen.Stretch;
import io.rtnlab.results.watch.WatchSecond;
import io.rtnlab.results.who.WhoDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;

/**
 * What is watched, as a page for Prometheus. Label sets are few: what is beyond them is {@code
 * other}.
 */
public final class WatchMetrics implements AutoCloseable {
  private static final double NS_PER_S = 1e9;

  /** Pairs of handler and cgroup that have series of their own. */
  private static final int LABEL_SETS = 50;

  private static final String OTHER = "other";
  private static final String[] LABELS = {"handler", "cgroup"};

  /** A look every 10 to 20 ms sees no shorter hold. */
  private static final double[] BUCKETS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60};

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Set<String> known = new HashSet<>();
  private final Gauge held = gauge("rtnl_held", "1 while the RTNL is held.");
  private final Gauge heldFor =
      seconds("rtnl_held_for", "How long looks have seen its present holder; 0 while idle.");
  private final Gauge waiters =
      gauge("rtnl_waiters", "Most tasks asleep for the RTNL in one look of the last second.");
  private final Gauge oldestWait =
      seconds("rtnl_oldest_wait", "How long the oldest of them had slept at least.");
  private final Counter looks = counter("rtnl_looks", "Looks at the RTNL.");
  private final Counter heldLooks = counter("rtnl_held_looks", "Looks that saw it held.");
  private final Counter alarms = counter("rtnl_alarms", "Holds longer than --alarm.");
  private final Counter caused =
      Counter.builder()
          .name("rtnl_wait_caused_seconds")
          .unit(Unit.SECONDS)
          .help("Waiting while this handler of this cgroup held the RTNL, all waiters together.")
          .labelNames(LABELS)
          .register(registry);
  private final Histogram holds =
      histogram("rtnl_hold_seconds", "Holds, as long as looks saw them.");
  private final Histogram waits = histogram("rtnl_wait_seconds", "Waits that ended, at least.");
  private final HTTPServer server;

  private WatchMetrics(InetAddress address, int port) throws IOException {
    server =
        HTTPServer.builder().inetAddress(address).port(port).registry(registry).buildAndStart();
  }

  /**
   * Serves the page.
   *
   * @param where a port of the loopback interface, or {@code ADDRESS:PORT}, the address in numbers
   * @throws IllegalArgumentException where it is neither
   * @throws IOException where the port is taken or not allowed
   */
  public static WatchMetrics serve(String where) throws IOException {
    int colon = where.lastIndexOf(':');
    String address = colon < 0 ? "127.0.0.1" : where.substring(0, colon);
    String port = where.substring(colon + 1);
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
      throw new IllegalArgumentException(
          "'" + where + "' is no PORT and no ADDRESS:PORT: write --prometheus 9477");
    }
    InetAddress literal;
    try {
      // Names are not looked up: that could wait for what is stalled.
      literal = InetAddress.ofLiteral(address);
    } catch (IllegalArgumentException name) {
      throw new IllegalArgumentException(
          "'" + address + "' is no address in numbers: write --prometheus 127.0.0.1:" + port, name);
    }
    try {
      return new WatchMetrics(literal, Integer.parseInt(port));
    } catch (IOException refused) {
      throw new IOException(
          "cannot serve at " + address + " port " + port + ": " + refused.getMessage(), refused);
    }
  }

  /** The port that is served. */
  public int port() {
    return server.getPort();
  }

  /** Takes a second. */
  public void second(SecondSeen seen) {
    WatchSecond second = seen.second();
    held.set(WhoDocument.HELD.equals(second.state()) ? 1 : 0);
    heldFor.set(second.heldAtLeastNs() / NS_PER_S);
    waiters.set(second.waiters());
    oldestWait.set(second.oldestWaitNs() / NS_PER_S);
    looks.inc(second.looks());
    heldLooks.inc(second.heldLooks());
    seen.holds().forEach(hold -> holds.labelValues(labels(hold)).observe(hold.ns() / NS_PER_S));
    seen.waits().forEach(wait -> waits.labelValues(labels(wait)).observe(wait.ns() / NS_PER_S));
    seen.caused().forEach(wait -> caused.labelValues(labels(wait)).inc(wait.ns() / NS_PER_S));
  }

  /** An alarm was raised. */
  public void alarm() {
    alarms.inc();
  }

  private String[] labels(Stretch stretch) {
    String key = stretch.handler() + "\0" + stretch.cgroup();
    if (known.size() < LABEL_SETS) {
      known.add(key);
    }
    return known.contains(key)
        ? new String[] {stretch.handler(), stretch.cgroup()}
        : new String[] {OTHER, OTHER};
  }

  private Gauge gauge(String name, String help) {
    return Gauge.builder().name(name).help(help).register(registry);
  }

  private Gauge seconds(String name, String help) {
    return Gauge.builder().name(name).unit(Unit.SECONDS).help(help).register(registry);
  }

  private Counter counter(String name, String help) {
    Counter counter = Counter.builder().name(name).help(help).register(registry);
    counter.inc(0);
    return counter;
  }

  private Histogram histogram(String name, String help) {
    return Histogram.builder()
        .name(name)
        .unit(Unit.SECONDS)
        .help(help)
        .labelNames(LABELS)
        .classicOnly()
        .classicUpperBounds(BUCKETS)
        .register(registry);
  }

  @Override
  public void close() {
    server.close();
  }
}
