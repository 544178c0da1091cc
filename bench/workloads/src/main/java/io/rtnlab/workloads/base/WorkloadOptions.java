// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

/**
 * How operations work, where they have a choice.
 *
 * @param family of routes and addresses
 * @param batch netlink messages per send, where an operation sends several
 * @param acknowledgeEach whether every message of a batch is acknowledged, or only the last
 * @param nextHopId whether routes name a next hop by its id ({@code RTA_NH_ID}) instead of a device
 * @param liveRoutes how many routes each worker keeps before it deletes the oldest
 * @param links how many links a dump has to show, rounded up to an even number: each is one end of
 *     a veth pair
 * @param teardownEvery of how many namespaces the tear-down of one is watched
 * @param entries how many of what an operation needs many of: routes, ports, classes, filters,
 *     devices of a namespace
 */
public record WorkloadOptions(
    IpFamily family,
    int batch,
    boolean acknowledgeEach,
    boolean nextHopId,
    int liveRoutes,
    int links,
    int teardownEvery,
    int entries) {
  /** The limits of the command line too: they stand here alone. */
  public static final int LARGEST_BATCH = 1024;

  public static final int MOST_LINKS = 10_000;
  public static final int MOST_ENTRIES = 60_000;

  /** One IPv4 route per send, up to 10,000 of them; 100 links; one namespace in 16 watched. */
  public static final WorkloadOptions DEFAULT =
      new WorkloadOptions(IpFamily.IPV4, 1, false, false, 10_000, 100, 16, 100);

  public WorkloadOptions {
    requireWithin("--batch", batch, 1, LARGEST_BATCH);
    requireWithin("--window", liveRoutes, 1, RouteBlock.SIZE / 2);
    requireWithin("--links", links, 1, MOST_LINKS);
    requireWithin("namespaces per watched one", teardownEvery, 1, 1000);
    requireWithin("--entries", entries, 1, MOST_ENTRIES);
  }

  private static void requireWithin(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is from %d to %d, not %d".formatted(option, least, most, value));
    }
  }

  public WorkloadOptions withFamily(IpFamily family) {
    return new WorkloadOptions(
        family, batch, acknowledgeEach, nextHopId, liveRoutes, links, teardownEvery, entries);
  }

  public WorkloadOptions withBatch(int batch) {
    return new WorkloadOptions(
        family, batch, acknowledgeEach, nextHopId, liveRoutes, links, teardownEvery, entries);
  }

  public WorkloadOptions withAcknowledgeEach(boolean acknowledgeEach) {
    return new WorkloadOptions(
        family, batch, acknowledgeEach, nextHopId, liveRoutes, links, teardownEvery, entries);
  }

  public WorkloadOptions withNextHopId(boolean nextHopId) {
    return new WorkloadOptions(
        family, batch, acknowledgeEach, nextHopId, liveRoutes, links, teardownEvery, entries);
  }

  public WorkloadOptions withLiveRoutes(int liveRoutes) {
    return new WorkloadOptions(
        family, batch, acknowledgeEach, nextHopId, liveRoutes, links, teardownEvery, entries);
  }

  public WorkloadOptions withLinks(int links) {
    return new WorkloadOptions(
        family, batch, acknowledgeEach, nextHopId, liveRoutes, links, teardownEvery, entries);
  }

  public WorkloadOptions withTeardownEvery(int teardownEvery) {
    return new WorkloadOptions(
        family, batch, acknowledgeEach, nextHopId, liveRoutes, links, teardownEvery, entries);
  }

  public WorkloadOptions withEntries(int entries) {
    return new WorkloadOptions(
        family, batch, acknowledgeEach, nextHopId, liveRoutes, links, teardownEvery, entries);
  }
}
