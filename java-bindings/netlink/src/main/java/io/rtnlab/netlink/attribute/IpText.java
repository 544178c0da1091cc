// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import io.rtnlab.netlink.wire.KernelText;
import io.rtnlab.netlink.wire.Numbers;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** IP addresses from bytes and as text, without asking a name server. */
public final class IpText {
  private static final int GROUPS = 8;
  private static final int NO_DIGIT = -1;

  /** What is no address. */
  private static final byte[] NONE = {};

  private IpText() {}

  /**
   * The address of 4 or 16 bytes. An IPv4-mapped IPv6 address stays an IPv6 one, as on the wire.
   */
  public static InetAddress address(byte[] bytes) {
    try {
      return bytes.length == 4
          ? InetAddress.getByAddress(bytes)
          : Inet6Address.getByAddress(null, bytes, -1);
    } catch (UnknownHostException wrongLength) {
      throw new IllegalArgumentException(bytes.length + " bytes are no IP address", wrongLength);
    }
  }

  /**
   * Reads {@code 10.0.0.1}, {@code fe80::1} or {@code ::ffff:10.0.0.1}, which stays IPv6 (as {@code
   * inet_pton(3)}).
   *
   * @throws IllegalArgumentException if it is none of them: a name, {@code 10.1}, an address with a
   *     zone
   */
  public static InetAddress address(String literal) {
    byte[] bytes = literal.indexOf(':') < 0 ? parse4(literal) : parse6(literal);
    if (bytes.length == 0) {
      throw new IllegalArgumentException(
          "no IP address: "
              + KernelText.printable(literal)
              + (literal.indexOf('%') >= 0 ? "; leave the zone out and name the link" : ""));
    }
    return address(bytes);
  }

  /** Four decimal numbers with dots between them; no bytes where it is something else. */
  private static byte[] parse4(String text) {
    byte[] bytes = new byte[4];
    int parts = 0;
    int part = NO_DIGIT;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (0 <= digit && digit <= 9) {
        boolean leadingZero = part == 0;
        part = 10 * Math.max(part, 0) + digit;
        if (part > 255 || leadingZero) {
          return NONE;
        }
      } else if (text.charAt(i) == '.' && part != NO_DIGIT && parts < 3) {
        bytes[parts++] = (byte) part;
        part = NO_DIGIT;
      } else {
        return NONE;
      }
    }
    if (part == NO_DIGIT || parts < 3) {
      return NONE;
    }
    bytes[3] = (byte) part;
    return bytes;
  }

  private static byte[] parse6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] all = groups(text);
      return all.length == 2 * GROUPS ? all : NONE;
    }
    String before = text.substring(0, gap);
    String behind = text.substring(gap + 2);
    byte[] head = groups(before);
    byte[] tail = groups(behind);
    boolean broken =
        (head.length == 0 && !before.isEmpty())
            || (tail.length == 0 && !behind.isEmpty())
            || before.indexOf('.') >= 0
            || head.length + tail.length > 2 * (GROUPS - 1);
    if (broken) {
      return NONE;
    }
    byte[] bytes = Arrays.copyOf(head, 2 * GROUPS);
    System.arraycopy(tail, 0, bytes, bytes.length - tail.length, tail.length);
    return bytes;
  }

  /** Groups of four hexadecimal digits, the last two perhaps an IPv4 address. */
  private static byte[] groups(String text) {
    String[] groups = text.split(":", -1);
    byte[] bytes = new byte[2 * groups.length + 2];
    int length = 0;
    for (int i = 0; i < groups.length; i++) {
      byte[] ipv4 = i == groups.length - 1 ? parse4(groups[i]) : NONE;
      if (ipv4.length == 4) {
        System.arraycopy(ipv4, 0, bytes, length, ipv4.length);
        length += ipv4.length;
      } else if (isHexadecimal(groups[i])) {
        Numbers.be16(bytes, length, Integer.parseInt(groups[i], 16));
        length += 2;
      } else {
        return NONE;
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  /** One to four digits, and no sign, which {@link Integer#parseInt} would take. */
  private static boolean isHexadecimal(String group) {
    return !group.isEmpty() && group.length() <= 4 && group.chars().allMatch(HexFormat::isHexDigit);
  }

  /** As {@code ip} prints it: IPv6 in the short form of RFC 5952. */
  public static String of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? address.getHostAddress() : ipv6(bytes);
  }

  private static String ipv6(byte[] bytes) {
    int[] group = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      group[i] = Numbers.be16(bytes, 2 * i);
    }
    int gapStart = -1;
    int gapLength = 1; // a single zero is not shortened
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && group[end] == 0) {
        end++;
      }
      if (end - i > gapLength) {
        gapStart = i;
        gapLength = end - i;
      }
      i = Math.max(i, end);
    }
    boolean mapped = gapStart == 0 && gapLength == 5 && group[5] == 0xFFFF;
    int groups = mapped ? 6 : GROUPS;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < groups; i++) {
      if (i == gapStart) {
        text.append("::");
        i += gapLength - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(group[i]));
      }
    }
    if (mapped) {
      text.append(':')
          .append(Numbers.u8(bytes, 12))
          .append('.')
          .append(Numbers.u8(bytes, 13))
          .append('.')
          .append(Numbers.u8(bytes, 14))
          .append('.')
          .append(Numbers.u8(bytes, 15));
    }
    return text.toString();
  }
}
