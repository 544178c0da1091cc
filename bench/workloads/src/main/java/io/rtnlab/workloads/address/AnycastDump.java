// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.address;

import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.Prefix;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.address.AnycastAddress;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Dumps the IPv6 anycast addresses of all links ({@code RTM_GETANYCAST} with {@code NLM_F_DUMP},
 * net/ipv6/addrconf.c, {@code inet6_dump_ifacaddr}). A link that is given one address and forwards
 * has one: that of all routers of the prefix. Another, {@code fe80::}, comes when the link's own
 * address is found to be unique, which may be at any time: it does not count.
 */
public final class AnycastDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "anycast-dump",
          "dumps the IPv6 anycast addresses of all links (RTM_GETANYCAST)",
          "monitoring that reads addresses of every sort",
          "kernel net/ipv6/addrconf.c",
          "veth, IPv6; CAP_NET_ADMIN in its namespace",
          List.of(),
          AnycastDump::new);

  /** Where {@code ifa_index} lies in {@code struct ifaddrmsg}. */
  private static final int IFA_INDEX = 4;

  private static final int IFADDRMSG_BYTES = 8;
  private static final int IFA_ANYCAST = 5;

  /** Of the worker's addresses. */
  private static final int PLACE = 77;

  private static final Duration LONGEST_JOIN = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(1);

  private int device;
  private int prefixStart;

  AnycastDump(WorkerSite site) {
    super(WORKLOAD.name(), 1, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
    String name = OwnDevice.name(site());
    Files.writeString(Path.of("/proc/sys/net/ipv6/conf/" + name + "/forwarding"), "1");
    Prefix host = new RouteBlock(IpFamily.IPV6, site().worker()).prefix(PLACE);
    prefixStart = start(host.address());
    session.add(Address.of(new Prefix(host.address(), 64), device).flags(Address.IFA_F_NODAD));
    awaitAnycast(session, host);
  }

  /** The first 32 bits, as they are read from a message. */
  private static int start(InetAddress address) {
    return ByteBuffer.wrap(address.getAddress()).order(ByteOrder.nativeOrder()).getInt();
  }

  /** The kernel acknowledges an address and joins its anycast address later, in a worker. */
  private void awaitAnycast(NetlinkSession session, Prefix prefix) throws IOException {
    long deadlineNs = System.nanoTime() + LONGEST_JOIN.toNanos();
    while (!isJoined(session)) {
      if (System.nanoTime() - deadlineNs > 0) {
        throw new IOException("the kernel made no anycast address of " + prefix);
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  private boolean isJoined(NetlinkSession session) throws IOException {
    return session.dump(AnycastAddress.all(Family.AF_INET6)).toList().stream()
        .filter(anycast -> anycast.dev() == device)
        .flatMap(anycast -> anycast.get(Address.ANYCAST).stream())
        .anyMatch(address -> start(address) == prefixStart);
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(AnycastAddress.all(Family.AF_INET6));
  }

  @Override
  protected boolean isOurs(MessageCursor message) {
    return message.u32(IFA_INDEX) == device
        && attribute(message, IFADDRMSG_BYTES, IFA_ANYCAST) == prefixStart;
  }
}
