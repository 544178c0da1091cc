// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;
import java.util.Locale;

/**
 * A device for one operation of one worker: an end of a veth pair, up on both ends. Not a dummy or
 * an ifb: where those are modules, loading one makes devices in the host's own namespace too.
 *
 * <pre>
 *  rtn PP W     PP: the operation's place in the catalogue, two digits to the base 36; W: worker
 *  rtn PP W p   its other end       rtn PP W b   a bridge       rtn PP W l   a link below
 * </pre>
 */
public final class OwnDevice {
  private static final String PREFIX = "rtn";
  private static final int BASE = 36;

  /** Places that two digits have room for. */
  public static final int MOST_PLACES = BASE * BASE;

  private OwnDevice() {}

  /**
   * Makes it in the session's namespace.
   *
   * @return its index
   */
  public static int make(NetlinkSession session, WorkerSite site) throws IOException {
    return make(session, name(site));
  }

  /**
   * Makes another one, such as a link to put a tunnel on.
   *
   * @return its index
   */
  public static int make(NetlinkSession session, String name) throws IOException {
    Link peer = Link.named(name + "p");
    Link device = Link.named(name);
    session.add(Link.veth(device.name(), peer));
    // Not in the request that makes them: the end that is made first cannot be up without a peer.
    session.change(peer.up());
    session.change(device.up());
    return session.get(device).index();
  }

  public static String name(WorkerSite site) {
    return PREFIX + digits(site.place()) + site.worker();
  }

  private static String digits(int place) {
    String digits = Integer.toString(place, BASE).toLowerCase(Locale.ROOT);
    return digits.length() < 2 ? "0" + digits : digits;
  }

  /** Of its other end. */
  public static String peerName(WorkerSite site) {
    return name(site) + "p";
  }

  /** Of a bridge to put it under. */
  public static String bridgeName(WorkerSite site) {
    return name(site) + "b";
  }

  /** Of a link below it. */
  public static String lowerName(WorkerSite site) {
    return name(site) + "l";
  }
}
