// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

import io.rtnlab.netlink.wire.MessageWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Objects that are made and deleted again: addresses, routes, rules, neighbours, next hops. */
final class ObjectCells {
  private static final byte[] IPV4 = {10, 77, 0, 1};
  private static final byte[] IPV4_OTHER = {10, 77, 0, 9};
  private static final byte[] IPV6 = {(byte) 0xFD, 0, 0, 0x77, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  private static final byte[] IPV6_OTHER = {
    (byte) 0xFD, 0, 0, 0x77, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9
  };
  private static final byte[] MAC = {2, 0, 0, 0, 0, 7};
  private static final int NUD_PERMANENT = 0x80;
  private static final int NTF_SELF = 2;
  private static final int NTF_MASTER = 4;
  private static final int NTF_PROXY = 8;
  private static final int IFA_F_NODAD = 2;

  private final MapFixture fixture;
  private final int link;
  private final List<Cell> cells = new ArrayList<>();

  ObjectCells(MapFixture fixture) {
    this.fixture = fixture;
    link = fixture.index(MapFixture.VETH);
  }

  List<Cell> all() {
    family("AF_INET", Wire.AF_INET, IPV4, IPV4_OTHER, 24);
    family("AF_INET6", Wire.AF_INET6, IPV6, IPV6_OTHER, 64);
    pair(
        "NEXTHOP",
        104,
        "AF_INET",
        "",
        w -> w.u8s(2, 0, 0, 0).u32(0).u32(1, 77).u32(5, link),
        w -> w.u8s(0, 0, 0, 0).u32(0).u32(1, 77));
    pair(
        "NEXTHOP",
        104,
        "AF_INET6",
        "",
        w -> w.u8s(Wire.AF_INET6, 0, 0, 0).u32(0).u32(1, 76).u32(5, link),
        w -> w.u8s(0, 0, 0, 0).u32(0).u32(1, 76));
    bridge();
    get(
        "RTM_GETADDRLABEL",
        "AF_INET6",
        74,
        w -> w.u8s(Wire.AF_INET6, 0, 128, 0).u32(0).u32(0).bytes(1, loopback(Wire.AF_INET6)));
    neighbourTable();
    pair("ADDRLABEL", 72, "AF_INET6", "", w -> label(w).u32(2, 77), w -> label(w).u32(2, 77));
    get("RTM_GETNETCONF", "AF_INET", 82, w -> w.u8s(2, 0, 0, 0).u32(1, link));
    get("RTM_GETNETCONF", "AF_INET6", 82, w -> w.u8s(10, 0, 0, 0).u32(1, link));
    return cells;
  }

  private static MessageWriter label(MessageWriter to) {
    return to.u8s(Wire.AF_INET6, 0, 64, 0).u32(0).u32(0).bytes(1, IPV6);
  }

  private void family(String name, int family, byte[] address, byte[] other, int prefix) {
    int full = 8 * address.length;
    UnaryOperator<MessageWriter> body =
        w ->
            Wire.address(w, family, prefix, family == Wire.AF_INET ? 0 : IFA_F_NODAD, link)
                .bytes(2, address)
                .bytes(1, address);
    pair("ADDR", 20, name, "", body, body);
    int lo = fixture.index("lo");
    UnaryOperator<MessageWriter> route =
        w -> Wire.route(w, family, full, 254, 1).bytes(1, other).u32(4, link);
    pair("ROUTE", 24, name, "", route, route);
    get(
        "RTM_GETROUTE",
        name,
        26,
        w -> Wire.route(w, family, full, 0, 0).bytes(1, loopback(family)));
    UnaryOperator<MessageWriter> rule =
        w -> w.u8s(family, 0, 0, 0).u8s(254, 0, 0, 1).u32(0).u32(6, 7777);
    pair("RULE", 32, name, "", rule, rule);
    UnaryOperator<MessageWriter> neighbour =
        w -> Wire.neighbour(w, family, link, NUD_PERMANENT, 0).bytes(1, other).bytes(2, MAC);
    pair("NEIGH", 28, name, "", neighbour, neighbour);
    UnaryOperator<MessageWriter> proxy =
        w -> Wire.neighbour(w, family, link, 0, NTF_PROXY).bytes(1, other);
    pair("NEIGH", 28, name, "proxy", proxy, proxy);
    Cell.Act make = fixture.ask(28, Wire.MAKE, neighbour);
    Cell.Act delete = fixture.ask(29, 0, neighbour);
    UnaryOperator<MessageWriter> key = w -> Wire.neighbour(w, family, link, 0, 0).bytes(1, other);
    cells.add(new Cell("RTM_GETNEIGH", name, "do", "", make, fixture.ask(30, 0, key), delete));
    if (family == Wire.AF_INET6) {
      UnaryOperator<MessageWriter> own =
          w -> Wire.address(w, family, 0, 0, lo).bytes(1, loopback(family));
      get("RTM_GETADDR", name, 22, own);
    }
  }

  private static byte[] loopback(int family) {
    byte[] address = new byte[family == Wire.AF_INET ? 4 : 16];
    address[address.length - 1] = 1;
    if (family == Wire.AF_INET) {
      address[0] = 127;
    }
    return address;
  }

  /** {@code NDTA_PARMS} of the link: {@code NDTPA_APP_PROBES}. */
  private void neighbourTable() {
    cells.add(
        new Cell(
            "RTM_SETNEIGHTBL",
            "AF_INET",
            "do",
            "",
            fixture.ask(67, 0, w -> probes(w, 1)),
            fixture.ask(67, 0, w -> probes(w, 0))));
  }

  private MessageWriter probes(MessageWriter to, int number) {
    int parameters = to.u8s(Wire.AF_INET, 0, 0, 0).text(1, "arp_cache").beginNested(6);
    return to.u32(1, link).u32(9, number).endNested(parameters);
  }

  private void bridge() {
    int port = fixture.index(MapFixture.PORT);
    int bridge = fixture.index(MapFixture.BRIDGE);
    UnaryOperator<MessageWriter> master =
        w -> Wire.neighbour(w, Wire.AF_BRIDGE, port, NUD_PERMANENT, NTF_MASTER).bytes(2, MAC);
    pair("NEIGH", 28, "AF_BRIDGE", "fdb of the bridge", master, master);
    UnaryOperator<MessageWriter> self =
        w ->
            Wire.neighbour(w, Wire.AF_BRIDGE, link, NUD_PERMANENT, NTF_SELF)
                .bytes(2, new byte[] {1, 0, 0x5E, 0, 0, 7});
    pair("NEIGH", 28, "AF_BRIDGE", "fdb of the device", self, self);
    Cell.Act make = fixture.ask(28, Wire.MAKE, master);
    Cell.Act delete = fixture.ask(29, 0, master);
    UnaryOperator<MessageWriter> key =
        w -> Wire.neighbour(w, Wire.AF_BRIDGE, 0, 0, 0).u32(9, bridge).bytes(2, MAC);
    cells.add(
        new Cell("RTM_GETNEIGH", "AF_BRIDGE", "do", "fdb", make, fixture.ask(30, 0, key), delete));
  }

  private void get(String message, String family, int type, UnaryOperator<MessageWriter> body) {
    cells.add(new Cell(message, family, "do", "", fixture.ask(type, 0, body), Cell.NOTHING));
  }

  /** {@code RTM_NEW…} is followed by {@code RTM_DEL…} in every group of messages. */
  private void pair(
      String object,
      int newType,
      String family,
      String variant,
      UnaryOperator<MessageWriter> made,
      UnaryOperator<MessageWriter> deleted) {
    Cell.Act make = fixture.ask(newType, Wire.MAKE, made);
    Cell.Act delete = fixture.ask(newType + 1, 0, deleted);
    cells.add(new Cell("RTM_NEW" + object, family, "do", variant, make, delete));
    cells.add(Cell.reversed("RTM_DEL" + object, family, variant, make, delete));
  }
}
