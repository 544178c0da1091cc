package io.rtnlab.workloads.base;

import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;

/**
 * A device for one operation of one worker: an end of a veth pair, up on both ends. Not a dummy or
 * an ifb: where those are modules, loading one makes devices in the host's own namespace too.
 */
public final class OwnDevice {
  private OwnDevice() {}

  /**
   * Makes it in the session's namespace.
   *
   * @param use a letter that no other operation uses
   * @return its index
   */
  public static int make(NetlinkSession session, char use, int worker) throws IOException {
    Link peer = Link.named(peerName(use, worker));
    Link device = Link.named(name(use, worker));
    session.add(Link.veth(device.name(), peer));
    // Not in the request that makes them: the end that is made first cannot be up without a peer.
    session.change(peer.up());
    session.change(device.up());
    return session.get(device).index();
  }

  public static String name(char use, int worker) {
    return "rtn-" + use + worker;
  }

  /** Of its other end. */
  public static String peerName(char use, int worker) {
    return name(use, worker) + "p";
  }

  /** Of a bridge to put it under. */
  public static String bridgeName(char use, int worker) {
    return name(use, worker) + "b";
  }
}
