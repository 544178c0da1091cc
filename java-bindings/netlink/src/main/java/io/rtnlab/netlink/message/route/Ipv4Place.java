// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

/**
 * The place of an IPv4 route, as {@link RouteKey} says, in 32 bytes: tables have them by the
 * million. The hash depends on every bit, so that neighbouring prefixes fall into buckets of their
 * own.
 */
final class Ipv4Place {
  private static final long ODD = 0x9E37_79B9_7F4A_7C15L; // 2^64 divided by the golden ratio

  private final long destination;
  private final long tableAndMetric;

  private Ipv4Place(long destination, long tableAndMetric) {
    this.destination = destination;
    this.tableAndMetric = tableAndMetric;
  }

  static Ipv4Place of(Route route) {
    return new Ipv4Place(destination(route), tableAndMetric(route));
  }

  /** The hash of {@link #of}, without making it. */
  static int hash(Route route) {
    return hash(destination(route), tableAndMetric(route));
  }

  /** Whether {@link #of} two IPv4 routes is the same. */
  static boolean isSame(Route one, Route other) {
    return destination(one) == destination(other) && tableAndMetric(one) == tableAndMetric(other);
  }

  private static long destination(Route route) {
    long prefix = Integer.toUnsignedLong(route.ipv4Destination());
    return prefix | ((long) route.destinationLength() << Integer.SIZE) | ((long) route.tos() << 40);
  }

  private static long tableAndMetric(Route route) {
    return ((long) route.tableId() << Integer.SIZE) | Integer.toUnsignedLong(route.metric());
  }

  private static int hash(long destination, long tableAndMetric) {
    return (int) (((destination ^ (tableAndMetric * ODD)) * ODD) >>> Integer.SIZE);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ipv4Place that
        && destination == that.destination
        && tableAndMetric == that.tableAndMetric;
  }

  @Override
  public int hashCode() {
    return hash(destination, tableAndMetric);
  }
}
