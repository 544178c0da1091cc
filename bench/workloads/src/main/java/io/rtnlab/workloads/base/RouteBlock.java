// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.netlink.message.Prefix;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The host prefixes that one worker may use: 2^20 for each of up to 1,024 workers, so that no two
 * ever collide.
 *
 * <pre>
 *  IPv4  32.0.0.0 + worker × 2^20 + n          up to 95.255.255.255, /32 each
 *  IPv6  fd72:746e:6c61:wwww::nnnn:nnnn        a unique local prefix, /128 each
 * </pre>
 */
public final class RouteBlock {
  /** Low bits of an address that distinguish the prefixes of one worker. */
  public static final int BITS = 20;

  /** Prefixes per worker. */
  public static final int SIZE = 1 << BITS;

  private static final int IPV4_BASE = 0x2000_0000;
  private static final long IPV6_BASE = 0xfd72_746e_6c61_0000L;

  private final IpFamily family;
  private final int worker;

  public RouteBlock(IpFamily family, int worker) {
    this.family = family;
    this.worker = worker;
  }

  /** The n-th, for a message to be encoded ahead. */
  public Prefix prefix(int n) {
    return Prefix.of(
        switch (family) {
          case IPV4 -> {
            int address = ipv4(n);
            yield String.format(
                Locale.ROOT,
                "%d.%d.%d.%d",
                address >>> 24,
                address >>> 16 & 0xff,
                address >>> 8 & 0xff,
                address & 0xff);
          }
          case IPV6 -> "fd72:746e:6c61:%x::%x:%x".formatted(worker, n >>> 16, n & 0xffff);
        });
  }

  /**
   * Puts the n-th into a message of a template.
   *
   * @param offset of the value of {@code RTA_DST}
   */
  public void patch(RequestTemplate template, int message, int offset, long n) {
    int slot = slot(n);
    if (family == IpFamily.IPV4) {
      template.be32(message, offset, ipv4(slot));
    } else {
      template.be64(message, offset + Long.BYTES, slot);
    }
  }

  /** How many of them go over that device in the calling thread's namespace. */
  public long countInKernel(String device) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(file()))) {
      return lines.filter(line -> isOver(device, line)).filter(this::isIn).count();
    }
  }

  /** Where the n-th prefix lies among {@link #SIZE}, which are used in turn. */
  public static int slot(long n) {
    return (int) (n & SIZE - 1);
  }

  private int ipv4(int slot) {
    return IPV4_BASE + (worker << BITS) + slot;
  }

  /**
   * Whether a line of the kernel's list is one of these.
   *
   * <pre>
   *  route       Iface ⇥ Destination ⇥ …     eight digits, the lowest byte of the address first
   *  ipv6_route  Destination Length …        32 digits, then two
   * </pre>
   */
  boolean isIn(String line) {
    if (family == IpFamily.IPV6) {
      return line.startsWith("%016x%08x".formatted(IPV6_BASE | worker, 0))
          && line.startsWith(" 80", 32);
    }
    int destination = line.indexOf('\t') + 1;
    int address = Integer.reverseBytes(HexFormat.fromHexDigits(line, destination, destination + 8));
    return address >>> BITS == ipv4(0) >>> BITS;
  }

  /** The device stands first of an IPv4 route and last of an IPv6 one. */
  boolean isOver(String device, String line) {
    return family == IpFamily.IPV4 ? line.startsWith(device + "\t") : line.endsWith(" " + device);
  }

  /** The file in which the kernel shows routes of this family to the thread that reads it. */
  private String file() {
    return family == IpFamily.IPV4
        ? "/proc/thread-self/net/route"
        : "/proc/thread-self/net/ipv6_route";
  }
}
