// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

import io.rtnlab.lab.exchange.Attribute;
import io.rtnlab.lab.run.KernelModules;
import io.rtnlab.netlink.wire.MessageWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Links: one by index or name, dumps with each filter mask, and every kind made and deleted. */
final class LinkCells {
  private static final int RTM_NEWLINK = 16;
  private static final int RTM_DELLINK = 17;
  private static final int RTM_GETLINK = 18;
  private static final int RTM_SETLINK = 19;
  private static final int RTM_GETSTATS = 94;
  private static final int RTM_NEWLINKPROP = 108;
  private static final int RTM_DELLINKPROP = 109;
  private static final int IFLA_EXT_MASK = 29;
  private static final int IFLA_TXQLEN = 13;
  private static final int IFLA_GROUP = 27;
  private static final int IFLA_PROP_LIST = 52;
  private static final int IFLA_ALT_IFNAME = 53;
  private static final int RTEXT_FILTER_NAME_ONLY = 1 << 8;
  private static final String NEW = "mapnew";

  private final MapFixture fixture;
  private final boolean loadModules;
  private final List<Cell> cells = new ArrayList<>();

  LinkCells(MapFixture fixture, boolean loadModules) {
    this.fixture = fixture;
    this.loadModules = loadModules;
  }

  List<Cell> all() {
    get("by index", w -> Wire.link(w, 0, fixture.index(MapFixture.VETH)));
    get("by name", w -> Wire.link(w, MapFixture.VETH));
    get("RTEXT_FILTER_VF", w -> Wire.link(w, MapFixture.VETH).u32(IFLA_EXT_MASK, 1));
    get("RTEXT_FILTER_SKIP_STATS", w -> Wire.link(w, MapFixture.VETH).u32(IFLA_EXT_MASK, 8));
    dump("AF_UNSPEC", "", w -> Wire.link(w, 0, 0));
    dump("AF_UNSPEC", "RTEXT_FILTER_VF", w -> Wire.link(w, 0, 0).u32(IFLA_EXT_MASK, 1));
    dump("AF_UNSPEC", "RTEXT_FILTER_SKIP_STATS", w -> Wire.link(w, 0, 0).u32(IFLA_EXT_MASK, 8));
    nameOnly();
    dump("AF_UNSPEC", "kind veth", w -> Wire.kind(Wire.link(w, 0, 0), "veth", _ -> {}));
    dump("AF_INET6", "", w -> Wire.link(w, Wire.AF_INET6, 0));
    dump("AF_BRIDGE", "", w -> Wire.link(w, Wire.AF_BRIDGE, 0));
    dump(
        "AF_BRIDGE",
        "RTEXT_FILTER_BRVLAN",
        w -> Wire.link(w, Wire.AF_BRIDGE, 0).u32(IFLA_EXT_MASK, 2));
    set("mtu", w -> w.u32(Wire.IFLA_MTU, 1400), w -> w.u32(Wire.IFLA_MTU, 1500));
    set("txqlen", w -> w.u32(IFLA_TXQLEN, 500), w -> w.u32(IFLA_TXQLEN, 1000));
    set("group", w -> w.u32(IFLA_GROUP, 7), w -> w.u32(IFLA_GROUP, 0));
    upDown();
    master();
    alternativeName();
    statistics();
    kinds();
    return cells;
  }

  private void get(String variant, UnaryOperator<MessageWriter> body) {
    add("RTM_GETLINK", "AF_UNSPEC", "do", variant, fixture.ask(RTM_GETLINK, 0, body), Cell.NOTHING);
  }

  private void dump(String family, String variant, UnaryOperator<MessageWriter> body) {
    add("RTM_GETLINK", family, "dump", variant, fixture.dump(RTM_GETLINK, body), Cell.NOTHING);
  }

  /** Kernels that do not know the mask pass over it and show all attributes. */
  private void nameOnly() {
    Cell.Act dump =
        () -> {
          int[] whole = new int[1];
          int result =
              fixture
                  .exchange()
                  .dump(
                      RTM_GETLINK,
                      w -> Wire.link(w, 0, 0).u32(IFLA_EXT_MASK, RTEXT_FILTER_NAME_ONLY),
                      (bytes, payload, end) ->
                          whole[0] +=
                              Attribute.find(bytes, payload + 16, end, Wire.IFLA_MTU) >= 0 ? 1 : 0)
                  .result(true);
          return whole[0] > 0 ? -MapFixture.EIGNORED : result;
        };
    add("RTM_GETLINK", "AF_UNSPEC", "dump", "RTEXT_FILTER_NAME_ONLY", dump, Cell.NOTHING);
  }

  private void set(String what, Consumer<MessageWriter> one, Consumer<MessageWriter> other) {
    int index = fixture.index(MapFixture.PLAIN);
    Cell.Act act = fixture.ask(RTM_SETLINK, 0, w -> with(Wire.link(w, 0, index), one));
    Cell.Act undo = fixture.ask(RTM_SETLINK, 0, w -> with(Wire.link(w, 0, index), other));
    add("RTM_SETLINK", "AF_UNSPEC", "do", what, act, undo);
  }

  private void upDown() {
    int index = fixture.index(MapFixture.PLAIN);
    Cell.Act down = fixture.ask(RTM_NEWLINK, 0, w -> w.u8s(0, 0, 0, 0).u32(index).u32(0).u32(1));
    Cell.Act up = fixture.ask(RTM_NEWLINK, 0, w -> w.u8s(0, 0, 0, 0).u32(index).u32(1).u32(1));
    add("RTM_NEWLINK", "AF_UNSPEC", "do", "down", down, up);
  }

  private void master() {
    int index = fixture.index(MapFixture.PLAIN);
    int bridge = fixture.index(MapFixture.BRIDGE);
    Cell.Act in =
        fixture.ask(RTM_SETLINK, 0, w -> Wire.link(w, 0, index).u32(Wire.IFLA_MASTER, bridge));
    Cell.Act out =
        fixture.ask(RTM_SETLINK, 0, w -> Wire.link(w, 0, index).u32(Wire.IFLA_MASTER, 0));
    add("RTM_SETLINK", "AF_UNSPEC", "do", "enslave to a bridge", in, out);
  }

  private void alternativeName() {
    UnaryOperator<MessageWriter> name =
        w -> {
          int list = Wire.link(w, 0, fixture.index(MapFixture.PLAIN)).beginNested(IFLA_PROP_LIST);
          return w.text(IFLA_ALT_IFNAME, "mapalternative").endNested(list);
        };
    Cell.Act make = fixture.ask(RTM_NEWLINKPROP, Wire.MAKE | 0x800, name);
    Cell.Act delete = fixture.ask(RTM_DELLINKPROP, 0, name);
    add("RTM_NEWLINKPROP", "AF_UNSPEC", "do", "", make, delete);
    addReversed("RTM_DELLINKPROP", "", make, delete);
  }

  private void statistics() {
    int index = fixture.index(MapFixture.VETH);
    add(
        "RTM_GETSTATS",
        "AF_UNSPEC",
        "do",
        "IFLA_STATS_LINK_64",
        fixture.ask(RTM_GETSTATS, 0, w -> w.u8s(0, 0, 0, 0).u32(index).u32(1)),
        Cell.NOTHING);
    add(
        "RTM_GETSTATS",
        "AF_UNSPEC",
        "dump",
        "IFLA_STATS_LINK_64",
        fixture.dump(RTM_GETSTATS, w -> w.u8s(0, 0, 0, 0).u32(0).u32(1)),
        Cell.NOTHING);
  }

  private void kinds() {
    kind("veth", _ -> {}, _ -> {}, true);
    kind("ifb", _ -> {}, _ -> {}, true);
    kind("bridge", _ -> {}, _ -> {}, true);
    kind("vxlan", _ -> {}, w -> w.u32(1, 77).be16(15, 4789), true);
    kind("macvlan", this::below, w -> w.u32(1, 4), true);
    kind("dummy", _ -> {}, _ -> {}, false);
    kind("vlan", this::below, w -> w.u16(1, 7), false);
    kind("ipvlan", this::below, w -> w.u16(1, 0), false);
    kind("vrf", _ -> {}, w -> w.u32(1, 77), false);
    kind("bond", _ -> {}, _ -> {}, false);
    kind("netkit", _ -> {}, _ -> {}, false);
    kind("gretap", _ -> {}, w -> w.bytes(7, new byte[] {10, 77, 0, 99}), false); // IFLA_GRE_REMOTE
    kind("wireguard", _ -> {}, _ -> {}, false);
  }

  private void below(MessageWriter to) {
    to.u32(Wire.IFLA_LINK, fixture.index(MapFixture.PLAIN));
  }

  private void kind(
      String kind,
      Consumer<MessageWriter> link,
      Consumer<MessageWriter> data,
      boolean alsoDeletion) {
    Cell.Act make =
        fixture.ask(
            RTM_NEWLINK, Wire.MAKE, w -> Wire.kind(with(Wire.link(w, NEW), link), kind, data));
    Cell.Act delete = fixture.ask(RTM_DELLINK, 0, w -> Wire.link(w, NEW));
    if (!loadModules && !KernelModules.now().wouldLoad(List.of(kind)).isEmpty()) {
      make = MapFixture.WOULD_LOAD;
    }
    add("RTM_NEWLINK", "AF_UNSPEC", "do", "kind " + kind, make, delete);
    if (alsoDeletion) {
      addReversed("RTM_DELLINK", "kind " + kind, make, delete);
    }
  }

  private static MessageWriter with(MessageWriter to, Consumer<MessageWriter> more) {
    more.accept(to);
    return to;
  }

  private void addReversed(String message, String variant, Cell.Act make, Cell.Act delete) {
    cells.add(Cell.reversed(message, "AF_UNSPEC", variant, make, delete));
  }

  private void add(
      String message, String family, String kind, String variant, Cell.Act act, Cell.Act undo) {
    cells.add(new Cell(message, family, kind, variant, act, undo));
  }
}
