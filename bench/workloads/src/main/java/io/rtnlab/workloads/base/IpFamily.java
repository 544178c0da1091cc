// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.netlink.message.Family;
import java.util.Locale;

/** Which of the two internet protocols routes and addresses are of. */
public enum IpFamily {
  IPV4(Family.AF_INET, 32),
  IPV6(Family.AF_INET6, 128);

  private final int number;
  private final int bits;

  IpFamily(int number, int bits) {
    this.number = number;
    this.bits = bits;
  }

  /** {@code AF_INET} or {@code AF_INET6}. */
  public int number() {
    return number;
  }

  /** Length of an address. */
  public int bits() {
    return bits;
  }

  /**
   * Reads what users write.
   *
   * @param text {@code 4} or {@code ipv4}, {@code 6} or {@code ipv6}
   */
  public static IpFamily parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "4", "ipv4", "inet" -> IPV4;
      case "6", "ipv6", "inet6" -> IPV6;
      default ->
          throw new IllegalArgumentException(
              "There is no family \"%s\"; there are ipv4 and ipv6.".formatted(text));
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
