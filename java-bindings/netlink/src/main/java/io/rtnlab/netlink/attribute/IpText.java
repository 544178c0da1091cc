package io.rtnlab.netlink.attribute;

import io.rtnlab.netlink.wire.Numbers;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** IP addresses from bytes and as text, without asking a name server. */
public final class IpText {
  private static final int GROUPS = 8;

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

  /** Reads {@code 10.0.0.1} or {@code fe80::1}; a name is refused. */
  public static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
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
