package io.rtnlab.workloads;

import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.Veth;
import io.rtnlab.netlink.wire.AttributeCursor;
import io.rtnlab.netlink.wire.RequestTemplate;

/**
 * Where the other end lies in a request that makes a veth pair.
 *
 * <pre>
 *  IFLA_LINKINFO ▸ IFLA_INFO_DATA ▸ VETH_INFO_PEER ▸ struct ifinfomsg │ nlattr value │ …
 * </pre>
 */
final class VethPeer {
  private static final int IFLA_INFO_DATA = 2;
  private static final int IFINFOMSG_BYTES = 16;

  private VethPeer() {}

  /** Offset of the value of the other end's first attribute. */
  static int firstAttributeAt(RequestTemplate request) {
    return request.attributeAt(Link.INFO.number(), IFLA_INFO_DATA, Veth.PEER.number())
        + IFINFOMSG_BYTES
        + AttributeCursor.HEADER_BYTES;
  }
}
