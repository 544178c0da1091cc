// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.wireless;

import io.rtnlab.libc.DetachedMount;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Brings up the link of a radio that is switched off by rfkill ({@code RTM_NEWLINK} with {@code
 * IFF_UP}, net/wireless/core.c, {@code cfg80211_netdev_notifier_call}): a notifier vetoes it with
 * {@code ERFKILL}, under the RTNL. A request that is not refused so counts as errno {@code
 * EBADMSG}.
 *
 * <pre>
 *  struct rfkill_event  0 idx u32 │ 4 type u8 │ 5 op u8 │ 6 soft u8 │ 7 hard u8
 * </pre>
 */
public final class WirelessVeto extends RadioOperation {
  private static final Path RFKILL = Path.of("/dev/rfkill");

  static final Workload WORKLOAD =
      new Workload(
              "wireless-veto",
              "brings up a radio that is switched off: refused (RTM_NEWLINK, rfkill)",
              "notifiers that may veto, and whose answer the request waits for",
              "talk 00:26:13",
              "mac80211_hwsim; /dev/rfkill; root, for a sysfs of its own",
              List.of(),
              WirelessVeto::new)
          .unless(
              () ->
                  Files.isWritable(RFKILL)
                      ? Optional.empty()
                      : Optional.of("there is no " + RFKILL + " that this account may write to"));

  private static final int EVENT_BYTES = 8;
  private static final byte RFKILL_OP_CHANGE = 2;

  private RequestTemplate request;

  @SuppressWarnings("NullAway.Init") // by prepare()
  WirelessVeto(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  void prepare(NetlinkSession session, Radio radio) throws IOException {
    switchOff(radio.name());
    request = Request.change(Link.index(radio.index()).up()).template(Answers.ACK_LAST, arena());
  }

  private static void switchOff(String radio) throws IOException {
    ByteBuffer event = ByteBuffer.allocate(EVENT_BYTES).order(ByteOrder.nativeOrder());
    event.putInt(index(radio)).put((byte) 0).put(RFKILL_OP_CHANGE).put((byte) 1);
    Files.write(RFKILL, event.array());
  }

  /** Of its switch, by a sysfs that shows this namespace. */
  private static int index(String radio) throws IOException {
    try (DetachedMount sysfs = DetachedMount.open("sysfs");
        DirectoryStream<Path> switches =
            Files.newDirectoryStream(sysfs.resolve("class/ieee80211/" + radio), "rfkill*")) {
      for (Path each : switches) {
        return Integer.parseInt(Files.readString(each.resolve("index")).strip());
      }
    }
    throw new IOException("the radio " + radio + " has no switch (rfkill)");
  }

  @Override
  public int execute() {
    return fireRefused(request, Errno.ERFKILL);
  }
}
