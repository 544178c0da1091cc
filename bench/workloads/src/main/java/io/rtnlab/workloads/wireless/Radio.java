// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.wireless;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkException;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.GenericFamily;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A simulated radio with one link, in the namespace of the thread that makes it (drivers/net/
 * wireless/virtual/mac80211_hwsim.c, {@code HWSIM_CMD_NEW_RADIO}). It ends with its namespace, or
 * with {@link #close}.
 */
final class Radio implements AutoCloseable {
  private static final String FAMILY = "MAC80211_HWSIM";
  private static final int HWSIM_CMD_NEW_RADIO = 4;
  private static final int HWSIM_CMD_DEL_RADIO = 5;
  private static final AttributeTable TABLE = new AttributeTable("hwsim", "HWSIM_ATTR_");
  private static final Attribute<String> RADIO_NAME = TABLE.text(17, "HWSIM_ATTR_RADIO_NAME");

  private final GenericFamily family;
  private final NetlinkSession session;
  private final String name;
  private final int index;

  private Radio(GenericFamily family, NetlinkSession session, String name, int index) {
    this.family = family;
    this.session = session;
    this.name = name;
    this.index = index;
  }

  /**
   * Makes one. Its link is found as the one that is new in the namespace, hence one at a time.
   *
   * @param routes a session in the same namespace
   */
  static synchronized Radio make(WorkerSite site, NetlinkSession routes) throws IOException {
    GenericFamily family = GenericFamily.named(FAMILY, site.bridge());
    // Names of radios are the machine's, whatever namespace a radio is in.
    String name = OwnDevice.name(site) + "-" + ProcessHandle.current().pid();
    NetlinkSession session = NetlinkSession.open(site.bridge(), GenericFamily.OPTIONS);
    try {
      Set<Integer> before = wireless(routes);
      family.call(session, HWSIM_CMD_NEW_RADIO, TABLE.empty().with(RADIO_NAME, name));
      Set<Integer> after = wireless(routes);
      after.removeAll(before);
      return new Radio(family, session, name, after.iterator().next());
    } catch (NetlinkException refused) {
      session.close();
      throw refused;
    }
  }

  private static Set<Integer> wireless(NetlinkSession routes) throws IOException {
    return routes.dump(Link.all().skipStatistics()).toList().stream()
        .filter(link -> link.name().startsWith("wlan"))
        .map(Link::index)
        .collect(Collectors.toSet());
  }

  /** Of the radio, as in {@code /sys/class/ieee80211}. */
  String name() {
    return name;
  }

  /** Of its link. */
  int index() {
    return index;
  }

  @Override
  public void close() {
    try (session) {
      family.call(session, HWSIM_CMD_DEL_RADIO, TABLE.empty().with(RADIO_NAME, name));
    } catch (NetlinkException refused) {
      throw new UncheckedIOException("cannot remove the radio " + name, refused);
    }
  }
}
