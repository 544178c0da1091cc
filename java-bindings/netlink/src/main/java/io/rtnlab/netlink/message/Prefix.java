// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.wire.KernelText;
import io.rtnlab.netlink.wire.MalformedMessage;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * An IP network, such as {@code 10.0.0.0/8}.
 *
 * @param length how many leading bits count
 */
public record Prefix(InetAddress address, int length) {
  private static final int SHORTEST_ADDRESS_BITS = 32;

  public Prefix {
    int bits = 8 * address.getAddress().length;
    if (length < 0 || length > bits) {
      throw new IllegalArgumentException(
          "/" + length + " behind " + IpText.of(address) + ": 0 to " + bits + " is meant");
    }
  }

  /**
   * Reads {@code 10.0.0.0/8}, or an address alone, whose bits then all count. An IPv4-mapped IPv6
   * address stays IPv6.
   *
   * @throws IllegalArgumentException if it is neither, as {@code 10/8}
   */
  public static Prefix of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return of(IpText.address(text));
    }
    int length = bits(text, slash + 1);
    return new Prefix(IpText.address(text.substring(0, slash)), length);
  }

  /** One to three digits from {@code from} on, and no sign. */
  private static int bits(String text, int from) {
    int bits = 0;
    boolean digits = from < text.length() && text.length() <= from + 3;
    for (int i = from; i < text.length() && digits; i++) {
      int digit = text.charAt(i) - '0';
      digits = 0 <= digit && digit <= 9;
      bits = 10 * bits + digit;
    }
    if (!digits) {
      throw new IllegalArgumentException(
          KernelText.printable(text) + ": a number of bits is meant behind the slash");
    }
    return bits;
  }

  /**
   * Checks what was received: a length in the header, and the address that it belongs to in an
   * attribute.
   *
   * @throws MalformedMessage if more bits are to count than the address has
   */
  public static void check(Attributes attributes, Attribute<InetAddress> address, int length) {
    if (length <= SHORTEST_ADDRESS_BITS) {
      return;
    }
    int bytes = attributes.sizeOf(address);
    if (bytes >= 0 && 8 * bytes < length) {
      throw new MalformedMessage("/" + length + " behind " + address + " of " + bytes + " bytes");
    }
  }

  /** One address alone. */
  public static Prefix of(InetAddress address) {
    return new Prefix(address, 8 * address.getAddress().length);
  }

  /** {@code 0.0.0.0/0} or {@code ::/0}. */
  public static Prefix all(int family) {
    return new Prefix(IpText.address(new byte[family == Family.AF_INET6 ? 16 : 4]), 0);
  }

  public int family() {
    return Family.of(address);
  }

  /** Whether every bit counts. */
  public boolean isHost() {
    return length == 8 * address.getAddress().length;
  }

  /** This network, with the bits that do not count set to zero, as the kernel keeps it. */
  public Prefix masked() {
    byte[] bytes = address.getAddress();
    int whole = length / 8;
    if (whole < bytes.length) {
      bytes[whole] &= (byte) (0xFF00 >> (length % 8));
      Arrays.fill(bytes, whole + 1, bytes.length, (byte) 0);
    }
    return new Prefix(IpText.address(bytes), length);
  }

  @Override
  public String toString() {
    return isHost() ? IpText.of(address) : IpText.of(address) + "/" + length;
  }
}
