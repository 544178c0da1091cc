// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

import io.rtnlab.netlink.wire.MessageWriter;
import java.util.function.Consumer;

/** Numbers and fixed headers of rtnetlink (include/uapi/linux/rtnetlink.h). */
final class Wire {
  static final int AF_UNSPEC = 0;
  static final int AF_INET = 2;
  static final int AF_BRIDGE = 7;
  static final int AF_INET6 = 10;

  /** {@code NLM_F_CREATE | NLM_F_EXCL}: fails where the object is there, so success proves it. */
  static final int MAKE = 0x600;

  static final int IFLA_IFNAME = 3;
  static final int IFLA_MTU = 4;
  static final int IFLA_LINK = 5;
  static final int IFLA_MASTER = 10;
  static final int IFLA_LINKINFO = 18;
  static final int IFLA_INFO_KIND = 1;
  static final int IFLA_INFO_DATA = 2;

  private Wire() {}

  /** {@code struct ifinfomsg}. */
  static MessageWriter link(MessageWriter to, int family, int index) {
    return to.u8s(family, 0, 0, 0).u32(index).u32(0).u32(0);
  }

  /** A link by its name. */
  static MessageWriter link(MessageWriter to, String name) {
    return link(to, AF_UNSPEC, 0).text(IFLA_IFNAME, name);
  }

  /** {@code struct ifaddrmsg}. */
  static MessageWriter address(MessageWriter to, int family, int prefix, int flags, int index) {
    return to.u8s(family, prefix, flags, 0).u32(index);
  }

  /** {@code struct rtmsg} of a unicast route in the main table, or of a filter. */
  static MessageWriter route(MessageWriter to, int family, int prefix, int table, int type) {
    int protocol = table == 0 ? 0 : 4;
    return to.u8s(family, prefix, 0, 0).u8s(table, protocol, 0, type).u32(0);
  }

  /** {@code struct ndmsg}. */
  static MessageWriter neighbour(MessageWriter to, int family, int index, int state, int flags) {
    return to.u8s(family, 0, 0, 0).u32(index).u16(state).u8(flags).u8(0);
  }

  /** {@code struct tcmsg}. */
  static MessageWriter tc(MessageWriter to, int index, int handle, int parent, int info) {
    return to.u8s(AF_UNSPEC, 0, 0, 0).u32(index).u32(handle).u32(parent).u32(info);
  }

  /** {@code IFLA_LINKINFO} of a kind, with options written by {@code data}. */
  static MessageWriter kind(MessageWriter to, String kind, Consumer<MessageWriter> data) {
    int info = to.beginNested(IFLA_LINKINFO);
    to.text(IFLA_INFO_KIND, kind);
    int options = to.beginNested(IFLA_INFO_DATA);
    data.accept(to);
    return to.endNested(options).endNested(info);
  }
}
