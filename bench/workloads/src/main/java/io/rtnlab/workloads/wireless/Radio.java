// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.wireless;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.session.Message;
import io.rtnlab.netlink.session.NetlinkException;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.GenericFamily;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
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

  /** Makes one in the namespace of the calling thread. */
  static Radio make(WorkerSite site) throws IOException {
    GenericFamily family = GenericFamily.named(FAMILY, site.bridge());
    GenericFamily wireless = GenericFamily.named(Nl80211.FAMILY, site.bridge());
    // Names of radios are the machine's, whatever namespace a radio is in.
    String name = OwnDevice.name(site) + "-" + ProcessHandle.current().pid();
    NetlinkSession session = NetlinkSession.open(site.bridge(), GenericFamily.OPTIONS);
    try {
      family.call(session, HWSIM_CMD_NEW_RADIO, TABLE.empty().with(RADIO_NAME, name));
      return new Radio(family, session, name, link(wireless, session, name));
    } catch (IOException | RuntimeException failed) {
      session.close();
      throw failed;
    }
  }

  /** Index of a radio's link, whatever the link is called. */
  private static int link(GenericFamily wireless, NetlinkSession session, String radio)
      throws IOException {
    Set<Integer> numbers =
        wireless.dump(session, Nl80211.CMD_GET_WIPHY, Nl80211.TABLE.empty()).stream()
            .map(Radio::attributes)
            .filter(wiphy -> wiphy.get(Nl80211.WIPHY_NAME).equals(Optional.of(radio)))
            .flatMap(wiphy -> wiphy.get(Nl80211.WIPHY).stream())
            .collect(Collectors.toSet());
    return wireless.dump(session, Nl80211.CMD_GET_INTERFACE, Nl80211.TABLE.empty()).stream()
        .map(Radio::attributes)
        .filter(link -> link.get(Nl80211.WIPHY).filter(numbers::contains).isPresent())
        .flatMap(link -> link.get(Nl80211.IFINDEX).stream())
        .findFirst()
        .orElseThrow(() -> new IOException("the radio " + radio + " has no link"));
  }

  private static Attributes attributes(Message answer) {
    return answer.attributes(Nl80211.TABLE, GenericFamily.HEADER_BYTES);
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
