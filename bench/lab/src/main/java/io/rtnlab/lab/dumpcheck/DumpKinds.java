// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.dumpcheck;

import io.rtnlab.lab.exchange.Attribute;
import io.rtnlab.netlink.wire.MessageWriter;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** The kinds of dump that are checked. */
final class DumpKinds {
  static final String LINK = "dc0";

  private static final int AF_INET = 2;
  private static final int AF_BRIDGE = 7;
  private static final int AF_INET6 = 10;
  private static final int RTNLGRP_LINK = 1;
  private static final int RTNLGRP_NEIGH = 3;
  private static final int RTNLGRP_IPV4_RULE = 8;
  private static final int RTNLGRP_NEXTHOP = 32;
  private static final int RULE_PRIORITY = 10_000;
  private static final int IFLA_EXT_MASK = 29;
  private static final int RTEXT_FILTER_NAME_ONLY = 1 << 8;
  private static final String PREFIX = "dcx";

  private DumpKinds() {}

  /**
   * All of them.
   *
   * @param link index of a link that is up
   */
  static List<DumpKind> all(int link) {
    return List.of(
        routes("routes AF_INET", AF_INET, link),
        routes("routes AF_INET6", AF_INET6, link),
        rules("rules AF_INET", AF_INET),
        addresses("addresses AF_INET", AF_INET, link),
        addresses("addresses AF_INET6", AF_INET6, link),
        neighbours("neighbours AF_INET", AF_INET, link),
        forwarding(link),
        nextHops(link),
        TcDumpKinds.qdiscs(link),
        TcDumpKinds.classes(link),
        links("links", 0),
        links("links NAME_ONLY", RTEXT_FILTER_NAME_ONLY));
  }

  /** 10.100.x.y or fd64::x:y. */
  private static byte[] address(int family, int object) {
    byte[] bytes = new byte[family == AF_INET ? 4 : 16];
    bytes[0] = (byte) (family == AF_INET ? 10 : 0xFD);
    bytes[1] = 100;
    bytes[bytes.length - 2] = (byte) (object >> 8);
    bytes[bytes.length - 1] = (byte) object;
    return bytes;
  }

  private static int number(byte[] address) {
    boolean ours = address.length >= 4 && address[1] == 100;
    return ours
        ? ((address[address.length - 2] & 0xFF) << 8) | (address[address.length - 1] & 0xFF)
        : DumpKind.OTHER;
  }

  private static DumpKind.Numbering addressIn(int header, int attribute) {
    return (bytes, payload, end) ->
        number(Attribute.value(bytes, payload + header, end, attribute));
  }

  private static DumpKind routes(String name, int family, int link) {
    int prefix = family == AF_INET ? 32 : 128;
    DumpKind.Body one =
        (w, object) ->
            w.u8s(family, prefix, 0, 0)
                .u8s(254, 4, 0, 1)
                .u32(0)
                .bytes(1, address(family, object))
                .u32(4, link);
    DumpKind.Body all = (w, _) -> w.u8s(family, 0, 0, 0).u8s(0, 0, 0, 0).u32(0).u32(15, 254);
    return new DumpKind(name, 600, 24, one, one, all, family == AF_INET ? 7 : 11, addressIn(12, 1));
  }

  private static DumpKind rules(String name, int family) {
    DumpKind.Body one =
        (w, object) ->
            w.u8s(family, 0, 0, 0).u8s(254, 0, 0, 1).u32(0).u32(6, RULE_PRIORITY + object);
    DumpKind.Body all = (w, _) -> w.u8s(family, 0, 0, 0).u32(0).u32(0);
    return new DumpKind(
        name,
        300,
        32,
        one,
        one,
        all,
        RTNLGRP_IPV4_RULE,
        (bytes, payload, end) -> {
          int priority = Attribute.number(bytes, payload + 12, end, 6);
          return priority >= RULE_PRIORITY && priority < 32_000
              ? priority - RULE_PRIORITY
              : DumpKind.OTHER;
        });
  }

  private static DumpKind addresses(String name, int family, int link) {
    int noDuplicateDetection = family == AF_INET ? 0 : 2;
    int prefix = family == AF_INET ? 32 : 128;
    DumpKind.Body one =
        (w, object) ->
            w.u8s(family, prefix, noDuplicateDetection, 0)
                .u32(link)
                .bytes(2, address(family, object))
                .bytes(1, address(family, object));
    DumpKind.Body all = (w, _) -> w.u8s(family, 0, 0, 0).u32(0);
    return new DumpKind(name, 300, 20, one, one, all, family == AF_INET ? 5 : 9, addressIn(8, 1));
  }

  private static DumpKind neighbours(String name, int family, int link) {
    DumpKind.Body one =
        (w, object) ->
            w.u8s(family, 0, 0, 0)
                .u32(link)
                .u16(0x80)
                .u16(0)
                .bytes(1, address(family, object))
                .bytes(2, new byte[] {2, 0, 0, 0, 0, 7});
    DumpKind.Body all = (w, _) -> w.u8s(family, 0, 0, 0).u32(0).u32(0);
    return new DumpKind(name, 400, 28, one, one, all, RTNLGRP_NEIGH, addressIn(12, 1));
  }

  /** Entries of the link's own table ({@code NTF_SELF}), which every Ethernet device has. */
  private static DumpKind forwarding(int link) {
    DumpKind.Body one =
        (w, object) ->
            w.u8s(AF_BRIDGE, 0, 0, 0)
                .u32(link)
                .u16(0x80)
                .u16(2)
                .bytes(2, new byte[] {2, 100, 0, 0, (byte) (object >> 8), (byte) object});
    DumpKind.Body all = (w, _) -> w.u8s(AF_BRIDGE, 0, 0, 0).u32(0).u32(0);
    return new DumpKind(
        "forwarding entries", 400, 28, one, one, all, RTNLGRP_NEIGH, addressIn(12, 2));
  }

  private static DumpKind nextHops(int link) {
    DumpKind.Body make =
        (w, object) -> w.u8s(AF_INET, 0, 0, 0).u32(0).u32(1, object + 1).u32(5, link);
    DumpKind.Body delete = (w, object) -> w.u8s(0, 0, 0, 0).u32(0).u32(1, object + 1);
    DumpKind.Body all = (w, _) -> w.u8s(0, 0, 0, 0).u32(0);
    return new DumpKind(
        "next hops",
        600,
        104,
        make,
        delete,
        all,
        RTNLGRP_NEXTHOP,
        (bytes, payload, end) -> Attribute.number(bytes, payload + 8, end, 1) - 1);
  }

  private static DumpKind links(String name, int mask) {
    DumpKind.Body make =
        (w, object) -> {
          header(w).text(3, PREFIX + object);
          int info = w.beginNested(18);
          w.text(1, "ifb").endNested(info);
        };
    DumpKind.Body delete = (w, object) -> header(w).text(3, PREFIX + object);
    DumpKind.Body all = (w, _) -> header(w).u32(IFLA_EXT_MASK, mask);
    return new DumpKind(
        name,
        60,
        16,
        make,
        delete,
        all,
        mask == 0 ? RTNLGRP_LINK : DumpKind.NO_GROUP,
        (bytes, payload, end) -> linkNumber(bytes, payload, end, mask));
  }

  private static MessageWriter header(MessageWriter to) {
    return to.u32(0).u32(0).u32(0).u32(0);
  }

  private static int linkNumber(MemorySegment bytes, int payload, int end, int mask) {
    boolean whole = Attribute.find(bytes, payload + 16, end, 4) >= 0;
    String name = Attribute.text(bytes, payload + 16, end, 3);
    return name.startsWith(PREFIX) && !(whole && mask != 0)
        ? Integer.parseInt(name.substring(PREFIX.length()))
        : DumpKind.OTHER;
  }
}
