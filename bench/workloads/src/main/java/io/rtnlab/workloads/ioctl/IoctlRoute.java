// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.ioctl;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.rtnlab.engine.Stopwatch;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.RouteBlock;
import io.rtnlab.workloads.base.Timed;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Adds an IPv4 host route the old way ({@code SIOCADDRT}, net/ipv4/fib_frontend.c, {@code
 * ip_rt_ioctl}), and deletes it again as {@code ioctl-route-delete} ({@code SIOCDELRT}).
 *
 * <pre>
 *  struct rtentry  8 rt_dst sockaddr_in │ 24 rt_gateway │ 40 rt_genmask │ 56 rt_flags u16 …
 *                  88 rt_dev pointer … 120
 *  sockaddr_in     0 sin_family u16 │ 4 sin_addr be32 … 16
 * </pre>
 */
public final class IoctlRoute extends Ioctl {
  static final Workload WORKLOAD =
      new Workload(
          "ioctl-route",
          "adds an IPv4 host route the old way (SIOCADDRT)",
          "route(8): legacy calls, same lock",
          "talk 00:13:30",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of(),
          IoctlRoute::new);

  private static final int SIOCADDRT = 0x890B;
  private static final int SIOCDELRT = 0x890C;

  private static final long RTENTRY_BYTES = 120;
  private static final long RT_DST = 8;
  private static final long RT_GATEWAY = 24;
  private static final long RT_GENMASK = 40;
  private static final long RT_FLAGS = 56;
  private static final long RT_DEV = 88;
  private static final long SIN_ADDR = 4;

  private static final short AF_INET = 2;
  private static final short RTF_UP = 1;
  private static final short RTF_HOST = 4;

  private final List<FollowUp> followUps = List.of(new Delete());
  private MemorySegment rtentry = MemorySegment.NULL;
  private boolean added;

  IoctlRoute(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  void make() throws IOException {
    try (NetlinkSession session = NetlinkSession.open(site().bridge(), PortOptions.DEFAULT)) {
      OwnDevice.make(session, site());
    }
    rtentry = arena().allocate(RTENTRY_BYTES, Long.BYTES);
    rtentry.set(JAVA_SHORT, RT_DST, AF_INET);
    rtentry.set(JAVA_SHORT, RT_GATEWAY, AF_INET);
    rtentry.set(JAVA_SHORT, RT_GENMASK, AF_INET);
    RouteBlock block = new RouteBlock(IpFamily.IPV4, site().worker());
    byte[] address = block.prefix(RouteBlock.SIZE / 2 + 1).address().getAddress();
    MemorySegment.copy(MemorySegment.ofArray(address), 0, rtentry, RT_DST + SIN_ADDR, 4);
    rtentry.set(JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN), RT_GENMASK + SIN_ADDR, 0xffff_ffff);
    rtentry.set(JAVA_SHORT, RT_FLAGS, (short) (RTF_UP | RTF_HOST));
    String device = OwnDevice.name(site());
    rtentry.set(JAVA_LONG, RT_DEV, arena().allocateFrom(device).address());
  }

  @Override
  public int execute() {
    int result = fire(SIOCADDRT, rtentry);
    added |= result == 0;
    return result;
  }

  @Override
  public List<FollowUp> followUps() {
    return followUps;
  }

  /** Deletes it at once. */
  private final class Delete implements FollowUp, Timed {
    @Override
    public String name() {
      return "ioctl-route-delete";
    }

    @Override
    public boolean due() {
      return added;
    }

    @Override
    public boolean pending() {
      return added;
    }

    @Override
    public int execute() {
      added = false;
      return fire(SIOCDELRT, rtentry);
    }

    @Override
    public Stopwatch stopwatch() {
      return IoctlRoute.this.stopwatch();
    }
  }
}
