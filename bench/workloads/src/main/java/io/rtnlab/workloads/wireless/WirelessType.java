// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.wireless;

import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.GenericFamily;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Makes a wireless link one of an ad-hoc network, and a station again the next time ({@code
 * NL80211_CMD_SET_INTERFACE}, net/wireless/nl80211.c, {@code nl80211_set_interface}): a command
 * that keeps the RTNL until it is done, into the driver.
 */
public final class WirelessType extends RadioOperation {
  static final Workload WORKLOAD =
      new Workload(
          "wireless-type",
          "switches a simulated radio's link between types (NL80211_CMD_SET_INTERFACE)",
          "wireless drivers that are called, and may wait for a bus, under the RTNL",
          "talk 00:23:24",
          "mac80211_hwsim; CAP_NET_ADMIN in its namespace",
          List.of(),
          WirelessType::new);

  private RequestTemplate request;

  /** The other one of a pair that takes turns. */
  private RequestTemplate next;

  @SuppressWarnings("NullAway.Init") // by prepare()
  WirelessType(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  protected PortOptions portOptions() {
    return GenericFamily.OPTIONS;
  }

  @Override
  void prepare(NetlinkSession session, Radio radio) throws IOException {
    GenericFamily family = GenericFamily.named(Nl80211.FAMILY, site().bridge());
    request = type(family, radio.index(), Nl80211.IFTYPE_ADHOC);
    next = type(family, radio.index(), Nl80211.IFTYPE_STATION);
  }

  private RequestTemplate type(GenericFamily family, int index, int type) {
    MessageWriter to = family.begin(Nl80211.CMD_SET_INTERFACE, arena());
    to.u32(Nl80211.ATTR_IFINDEX, index).u32(Nl80211.ATTR_IFTYPE, type);
    return GenericFamily.template(to, Answers.ACK_EACH, arena());
  }

  @Override
  public int execute() {
    RequestTemplate fired = request;
    request = next;
    next = fired;
    return fire(fired);
  }
}
