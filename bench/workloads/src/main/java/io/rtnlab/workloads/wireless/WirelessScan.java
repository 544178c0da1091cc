// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.wireless;

import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.AttributeCursor;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.Closing;
import io.rtnlab.workloads.base.GenericFamily;
import io.rtnlab.workloads.base.Pause;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;

/**
 * Starts a scan of one channel ({@code NL80211_CMD_TRIGGER_SCAN}, net/wireless/nl80211.c, {@code
 * nl80211_pre_doit}: the RTNL first, whatever the command), and waits for its end as {@code
 * wireless-scan-end}, which the kernel tells the multicast group {@code scan}.
 */
public final class WirelessScan extends RadioOperation {
  static final Workload WORKLOAD =
      new Workload(
          "wireless-scan",
          "scans a channel with a simulated radio (NL80211_CMD_TRIGGER_SCAN)",
          "hosts with wireless links, whose every command begins with the RTNL",
          "talk 00:23:24",
          "mac80211_hwsim; CAP_NET_ADMIN in its namespace",
          List.of(),
          WirelessScan::new);

  private static final int CHANNEL_1_MHZ = 2412;
  private static final int EVENT_BYTES = 1 << 14;
  private static final Duration LONGEST_SCAN = Duration.ofSeconds(20);

  private final End end = new End();
  private final AttributeCursor attribute = new AttributeCursor();
  private final MessageCursor message = new MessageCursor();
  private NetlinkPort events;
  private MemorySegment buffer;
  private RequestTemplate request;
  private int index;
  private boolean scanning;

  @SuppressWarnings("NullAway.Init") // by prepare()
  WirelessScan(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  protected PortOptions portOptions() {
    return GenericFamily.OPTIONS;
  }

  @Override
  void prepare(NetlinkSession session, Radio radio) throws IOException {
    index = radio.index();
    session.change(Link.index(index).up());
    GenericFamily family = GenericFamily.named(Nl80211.FAMILY, site().bridge());
    events = site().bridge().open(GenericFamily.OPTIONS.withReceiveTimeout(LONGEST_SCAN));
    int refused = events.join(family.group(Nl80211.SCAN_GROUP));
    if (refused < 0) {
      throw new IOException("cannot join nl80211's group of scans: errno " + -refused);
    }
    buffer = arena().allocate(EVENT_BYTES, Long.BYTES);
    MessageWriter to = family.begin(Nl80211.CMD_TRIGGER_SCAN, arena());
    to.u32(Nl80211.ATTR_IFINDEX, index);
    int frequencies = to.beginNested(Nl80211.ATTR_SCAN_FREQUENCIES);
    to.u32(1, CHANNEL_1_MHZ).endNested(frequencies);
    int names = to.beginNested(Nl80211.ATTR_SCAN_SSIDS);
    to.flag(1).endNested(names); // the empty name asks all access points
    request = GenericFamily.template(to, Answers.ACK_EACH, arena());
  }

  @Override
  public int execute() {
    int result = fire(request);
    scanning = result == 0;
    return result;
  }

  @Override
  public List<FollowUp> followUps() {
    return List.of(end);
  }

  @Override
  public void close() {
    Closing.all(events);
    super.close();
  }

  /** Whether the message says that this operation's scan has ended. */
  private boolean isEnd() {
    if (message.payloadBytes() < GenericFamily.HEADER_BYTES) {
      return false;
    }
    int command = message.u8(0);
    if (command != Nl80211.CMD_NEW_SCAN_RESULTS && command != Nl80211.CMD_SCAN_ABORTED) {
      return false;
    }
    AttributeCursor each = message.attributes(attribute, GenericFamily.HEADER_BYTES);
    while (each.next()) {
      if (each.type() == Nl80211.ATTR_IFINDEX) {
        return each.u32() == index;
      }
    }
    return false;
  }

  /** Waits for the end of the scan, for a link scans once at a time. */
  private final class End implements Pause {
    @Override
    public String name() {
      return "wireless-scan-end";
    }

    @Override
    public boolean due() {
      return scanning;
    }

    @Override
    public boolean pending() {
      return scanning;
    }

    @Override
    public int execute() {
      while (scanning) {
        int received = events.receive(buffer);
        if (received < 0) {
          scanning = false;
          return received;
        }
        message.wrap(buffer, (int) Math.min(received, buffer.byteSize()));
        while (scanning && message.next()) {
          scanning = !isEnd();
        }
      }
      return 0;
    }
  }
}
