// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import java.util.HexFormat;

/**
 * A hardware address: six bytes for Ethernet, four for an IPv4 tunnel, twenty for InfiniBand.
 * Printed as {@code 02:00:00:00:00:01}.
 */
public record LinkAddress(Bytes bytes) {

  public static LinkAddress of(byte[] bytes) {
    return new LinkAddress(Bytes.of(bytes));
  }

  /** Reads {@code 02:00:00:00:00:01}. */
  public static LinkAddress of(String text) {
    return of(HexFormat.ofDelimiter(":").parseHex(text));
  }

  byte[] toArray() {
    return bytes.toArray();
  }

  @Override
  public String toString() {
    return HexFormat.ofDelimiter(":").formatHex(bytes.toArray());
  }
}
