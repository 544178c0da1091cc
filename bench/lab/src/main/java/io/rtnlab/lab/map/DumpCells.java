// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

import io.rtnlab.netlink.wire.MessageWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Every dump but those of links and traffic control, each with an object of ours to show: a dump
 * that shows none proves nothing.
 */
final class DumpCells {
  private static final int RTNL_FAMILY_IPMR = 128;

  private final MapFixture fixture;
  private final List<Cell> cells = new ArrayList<>();

  DumpCells(MapFixture fixture) {
    this.fixture = fixture;
  }

  List<Cell> all() {
    int link = fixture.index(MapFixture.VETH);
    for (Family family :
        List.of(
            new Family("AF_UNSPEC", 0),
            new Family("AF_INET", Wire.AF_INET),
            new Family("AF_INET6", Wire.AF_INET6))) {
      int number = family.number;
      dump("RTM_GETADDR", family.name, "", 22, w -> Wire.address(w, number, 0, 0, 0));
      dump("RTM_GETROUTE", family.name, "", 26, w -> Wire.route(w, number, 0, 0, 0));
      dump("RTM_GETRULE", family.name, "", 34, w -> w.u8s(number, 0, 0, 0).u32(0).u32(0));
      dump("RTM_GETNEIGHTBL", family.name, "", 66, w -> w.u8s(number, 0, 0, 0));
      dump("RTM_GETNETCONF", family.name, "", 82, w -> w.u8s(number, 0, 0, 0));
      if (number != 0) {
        dump(
            "RTM_GETADDR",
            family.name,
            "of one link",
            22,
            w -> Wire.address(w, number, 0, 0, fixture.index("lo")));
        dump(
            "RTM_GETROUTE",
            family.name,
            "of one table",
            26,
            w -> Wire.route(w, number, 0, 0, 0).u32(15, number == Wire.AF_INET ? 255 : 254));
        neighbours(family, link);
      }
    }
    dump("RTM_GETMULTICAST", "AF_INET", "", 58, w -> Wire.address(w, Wire.AF_INET, 0, 0, 0));
    dump("RTM_GETMULTICAST", "AF_INET6", "", 58, w -> Wire.address(w, Wire.AF_INET6, 0, 0, 0));
    anycast(link);
    dump("RTM_GETADDRLABEL", "AF_INET6", "", 74, w -> w.u8s(10, 0, 0, 0).u32(0).u32(0));
    Cell.Act hop =
        fixture.ask(104, Wire.MAKE, w -> w.u8s(2, 0, 0, 0).u32(0).u32(1, 78).u32(5, link));
    Cell.Act noHop = fixture.ask(105, 0, w -> w.u8s(0, 0, 0, 0).u32(0).u32(1, 78));
    cells.add(
        new Cell(
            "RTM_GETNEXTHOP",
            "AF_UNSPEC",
            "dump",
            "",
            hop,
            fixture.dump(106, w -> w.u8s(0, 0, 0, 0).u32(0)),
            noHop));
    cells.add(
        new Cell(
            "RTM_GETNEXTHOP",
            "AF_UNSPEC",
            "do",
            "",
            hop,
            fixture.ask(106, 0, w -> w.u8s(0, 0, 0, 0).u32(0).u32(1, 78)),
            noHop));
    buckets(link);
    dump("RTM_GETLINK", "RTNL_FAMILY_IPMR", "", 18, w -> Wire.link(w, RTNL_FAMILY_IPMR, 0));
    dump("RTM_GETNEIGH", "AF_BRIDGE", "fdb", 30, w -> Wire.neighbour(w, 7, 0, 0, 0));
    dump("RTM_GETMDB", "AF_BRIDGE", "", 86, w -> w.u8s(7, 0, 0, 0).u32(0));
    dump("RTM_GETVLAN", "AF_BRIDGE", "", 114, w -> w.u8s(7, 0, 0, 0).u32(0));
    return cells;
  }

  /** Buckets of a resilient group of one next hop. */
  private void buckets(int link) {
    Cell.Act hop =
        fixture.ask(104, Wire.MAKE, w -> w.u8s(2, 0, 0, 0).u32(0).u32(1, 79).u32(5, link));
    Cell.Act group =
        fixture.ask(
            104,
            Wire.MAKE,
            w -> {
              w.u8s(0, 0, 0, 0).u32(0).u32(1, 80).bytes(2, new byte[] {79, 0, 0, 0, 0, 0, 0, 0});
              int resilient = w.u16(3, 1).beginNested(12); // NHA_GROUP_TYPE, NHA_RES_GROUP
              return w.u16(1, 8).endNested(resilient); // NHA_RES_GROUP_BUCKETS
            });
    Cell.Act delete = fixture.ask(105, 0, w -> w.u8s(0, 0, 0, 0).u32(0).u32(1, 79));
    Cell.Act make = () -> hop.go() > 0 ? group.go() : 0;
    cells.add(
        new Cell(
            "RTM_GETNEXTHOPBUCKET",
            "AF_UNSPEC",
            "dump",
            "",
            make,
            fixture.dump(118, w -> w.u8s(0, 0, 0, 0).u32(0)),
            delete)); // a group goes with its last member
  }

  private void neighbours(Family family, int link) {
    byte[] address = new byte[family.number == Wire.AF_INET ? 4 : 16];
    address[0] = (byte) (family.number == Wire.AF_INET ? 10 : 0xFD);
    address[address.length - 1] = 8;
    UnaryOperator<MessageWriter> body =
        w ->
            Wire.neighbour(w, family.number, link, 0x80, 0)
                .bytes(1, address)
                .bytes(2, new byte[] {2, 0, 0, 0, 0, 8});
    cells.add(
        new Cell(
            "RTM_GETNEIGH",
            family.name,
            "dump",
            "",
            fixture.ask(28, Wire.MAKE, body),
            fixture.dump(30, w -> Wire.neighbour(w, family.number, 0, 0, 0)),
            fixture.ask(29, 0, body)));
  }

  /** A link that forwards joins the anycast group of its routers. */
  private void anycast(int link) {
    String file = "/proc/sys/net/ipv6/conf/" + MapFixture.VETH + "/forwarding";
    UnaryOperator<MessageWriter> body =
        w ->
            Wire.address(w, Wire.AF_INET6, 64, 2, link)
                .bytes(2, new byte[] {(byte) 0xFD, 0, 0, 0x78, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
    Cell.Act make = fixture.ask(20, Wire.MAKE, body);
    Cell.Act delete = fixture.ask(21, 0, body);
    cells.add(
        new Cell(
            "RTM_GETANYCAST",
            "AF_INET6",
            "dump",
            "",
            () -> Files.write(file, "1") > 0 ? make.go() : 0,
            fixture.dump(62, w -> Wire.address(w, Wire.AF_INET6, 0, 0, 0)),
            () -> delete.go() > 0 ? Files.write(file, "0") : 0));
  }

  private void dump(
      String message, String family, String variant, int type, UnaryOperator<MessageWriter> body) {
    cells.add(new Cell(message, family, "dump", variant, fixture.dump(type, body), Cell.NOTHING));
  }

  private record Family(String name, int number) {}
}
