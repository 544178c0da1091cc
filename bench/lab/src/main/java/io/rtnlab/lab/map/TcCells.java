// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

import io.rtnlab.netlink.wire.MessageWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Traffic control: qdiscs, classes, filters of each classifier, chains, actions. */
final class TcCells {
  private static final int TC_H_ROOT = 0xFFFFFFFF;
  private static final int TC_H_INGRESS = 0xFFFFFFF1;
  private static final int INGRESS = 0xFFFF0000;
  private static final int TCA_KIND = 1;
  private static final int TCA_OPTIONS = 2;
  private static final int TCA_CHAIN = 11;
  private static final int ETH_P_ALL = 0x0300; // network byte order
  private static final int PRIORITY = 7 << 16;

  private final MapFixture fixture;
  private final int plain;
  private final int veth;
  private final List<Cell> cells = new ArrayList<>();

  TcCells(MapFixture fixture) {
    this.fixture = fixture;
    plain = fixture.index(MapFixture.PLAIN);
    veth = fixture.index(MapFixture.VETH);
    fixture.ask(36, Wire.MAKE, w -> htb(w, veth)).go();
    fixture.ask(40, Wire.MAKE, w -> htbClass(w, 0x10001)).go();
    fixture.ask(36, Wire.MAKE, w -> ingress(w, veth)).go();
    fixture.ask(44, Wire.MAKE, w -> u32(w, INGRESS, 9 << 16)).go();
  }

  List<Cell> all() {
    pair("QDISC", 36, "ingress", w -> ingress(w, plain), w -> ingress(w, plain));
    pair("QDISC", 36, "pfifo", w -> pfifo(w), w -> Wire.tc(w, plain, 0x70000, TC_H_ROOT, 0));
    pair("QDISC", 36, "htb", w -> htb(w, plain), w -> Wire.tc(w, plain, 0x10000, TC_H_ROOT, 0));
    get("RTM_GETQDISC", "", 38, w -> Wire.tc(w, veth, 0x10000, 0, 0));
    dump("RTM_GETQDISC", "", 38, w -> Wire.tc(w, 0, 0, 0, 0));
    pair(
        "TCLASS", 40, "htb", w -> htbClass(w, 0x10002), w -> Wire.tc(w, veth, 0x10002, 0x10000, 0));
    get("RTM_GETTCLASS", "htb", 42, w -> Wire.tc(w, veth, 0x10001, 0x10000, 0));
    dump("RTM_GETTCLASS", "htb", 42, w -> Wire.tc(w, veth, 0, 0, 0));
    filters("u32 on an ingress qdisc", INGRESS, this::u32);
    filters("u32 on a classful qdisc", 0x10000, this::u32);
    filter("flower on an ingress qdisc", this::flower);
    filter("matchall on an ingress qdisc", this::matchAll);
    get(
        "RTM_GETTFILTER",
        "u32 on an ingress qdisc",
        46,
        w -> Wire.tc(w, veth, 0x80000800, INGRESS, 9 << 16 | ETH_P_ALL).text(TCA_KIND, "u32"));
    dump("RTM_GETTFILTER", "ingress", 46, w -> Wire.tc(w, veth, 0, INGRESS, 0));
    pair(
        "CHAIN",
        100,
        "",
        w -> Wire.tc(w, veth, 0, INGRESS, 0).u32(TCA_CHAIN, 7),
        w -> Wire.tc(w, veth, 0, INGRESS, 0).u32(TCA_CHAIN, 7));
    Cell.Act chain =
        fixture.ask(100, Wire.MAKE, w -> Wire.tc(w, veth, 0, INGRESS, 0).u32(TCA_CHAIN, 8));
    Cell.Act noChain = fixture.ask(101, 0, w -> Wire.tc(w, veth, 0, INGRESS, 0).u32(TCA_CHAIN, 8));
    cells.add(
        new Cell(
            "RTM_GETCHAIN",
            "AF_UNSPEC",
            "do",
            "",
            chain,
            fixture.ask(102, 0, w -> Wire.tc(w, veth, 0, INGRESS, 0).u32(TCA_CHAIN, 8)),
            noChain));
    dump("RTM_GETCHAIN", "", 102, w -> Wire.tc(w, veth, 0, INGRESS, 0));
    actions();
    return cells;
  }

  private MessageWriter ingress(MessageWriter to, int link) {
    return Wire.tc(to, link, INGRESS, TC_H_INGRESS, 0).text(TCA_KIND, "ingress");
  }

  private MessageWriter pfifo(MessageWriter to) {
    return Wire.tc(to, plain, 0x70000, TC_H_ROOT, 0).text(TCA_KIND, "pfifo");
  }

  private static MessageWriter htb(MessageWriter to, int link) {
    Wire.tc(to, link, 0x10000, TC_H_ROOT, 0).text(TCA_KIND, "htb");
    int options = to.beginNested(TCA_OPTIONS);
    int init = to.beginAttribute(2); // TCA_HTB_INIT: version, rate2quantum, defcls, debug, packets
    return to.u32(3).u32(10).u32(1).u32(0).u32(0).endNested(init).endNested(options);
  }

  private MessageWriter htbClass(MessageWriter to, int id) {
    Wire.tc(to, veth, id, 0x10000, 0).text(TCA_KIND, "htb");
    int options = to.beginNested(TCA_OPTIONS);
    int parameters = to.beginAttribute(1); // TCA_HTB_PARMS: rate, ceil, buffer, cbuffer, …
    for (int each = 0; each < 2; each++) {
      to.u8s(0, 1, 0, 0).u16(0).u16(0).u32(1_000_000); // struct tc_ratespec, linklayer ethernet
    }
    to.u32(25_000).u32(25_000).u32(1000).u32(0).u32(0);
    return to.endNested(parameters).endNested(options);
  }

  private MessageWriter u32(MessageWriter to, int parent, int priority) {
    Wire.tc(to, veth, 0, parent, priority | ETH_P_ALL).text(TCA_KIND, "u32");
    int options = to.beginNested(TCA_OPTIONS);
    to.u32(1, 0x10001); // TCA_U32_CLASSID
    int selector = to.beginAttribute(5); // struct tc_u32_sel with one key that matches all
    to.u8s(1, 0, 1, 0).u16(0).u16(0).u16(0).u16(0).u32(0);
    to.u32(0).u32(0).u32(0).u32(0);
    return to.endNested(selector).endNested(options);
  }

  private MessageWriter flower(MessageWriter to, int parent, int priority) {
    Wire.tc(to, veth, 0, parent, priority | ETH_P_ALL).text(TCA_KIND, "flower");
    int options = to.beginNested(TCA_OPTIONS);
    return to.endNested(options);
  }

  private MessageWriter matchAll(MessageWriter to, int parent, int priority) {
    Wire.tc(to, veth, 0, parent, priority | ETH_P_ALL).text(TCA_KIND, "matchall");
    int options = to.beginNested(TCA_OPTIONS);
    return to.endNested(options);
  }

  private void filters(String variant, int parent, FilterBody body) {
    pair(
        "TFILTER",
        44,
        variant,
        w -> body.write(w, parent, PRIORITY),
        w -> Wire.tc(w, veth, 0, parent, PRIORITY | ETH_P_ALL));
  }

  private void filter(String variant, FilterBody body) {
    Cell.Act make = fixture.ask(44, Wire.MAKE, w -> body.write(w, INGRESS, PRIORITY));
    Cell.Act delete = fixture.ask(45, 0, w -> Wire.tc(w, veth, 0, INGRESS, PRIORITY | ETH_P_ALL));
    cells.add(new Cell("RTM_NEWTFILTER", "AF_UNSPEC", "do", variant, make, delete));
    if (variant.startsWith("flower")) {
      Cell.Act named =
          fixture.ask(
              45,
              0,
              w -> Wire.tc(w, veth, 0, INGRESS, PRIORITY | ETH_P_ALL).text(TCA_KIND, "flower"));
      cells.add(Cell.reversed("RTM_DELTFILTER", "AF_UNSPEC", variant, make, named));
      cells.add(
          Cell.reversed("RTM_DELTFILTER", "AF_UNSPEC", variant + ", by priority", make, delete));
    }
  }

  /** {@code struct tcamsg}: 0 tca_family u8 │ 1 … 4. */
  private void actions() {
    Cell.Act make = fixture.ask(48, Wire.MAKE, w -> action(w, true));
    Cell.Act delete = fixture.ask(49, 0, w -> action(w, false));
    cells.add(new Cell("RTM_NEWACTION", "AF_UNSPEC", "do", "gact", make, delete));
    cells.add(Cell.reversed("RTM_DELACTION", "AF_UNSPEC", "gact", make, delete));
    cells.add(
        new Cell(
            "RTM_GETACTION",
            "AF_UNSPEC",
            "do",
            "gact",
            make,
            fixture.ask(50, 0, w -> action(w, false)),
            delete));
    Cell.Act dump =
        fixture.dump(
            50,
            w -> {
              int tab = w.u8s(0, 0, 0, 0).beginNested(1);
              int first = w.beginNested(1);
              return w.text(TCA_KIND, "gact").endNested(first).endNested(tab);
            });
    cells.add(new Cell("RTM_GETACTION", "AF_UNSPEC", "dump", "gact", make, dump, delete));
  }

  private static MessageWriter action(MessageWriter to, boolean whole) {
    int tab = to.u8s(0, 0, 0, 0).beginNested(1);
    int first = to.beginNested(1);
    to.text(1, "gact"); // TCA_ACT_KIND
    if (whole) {
      int options = to.beginNested(2); // TCA_ACT_OPTIONS
      int parameters =
          to.beginAttribute(2); // TCA_GACT_PARMS: index, capab, action, refcnt, bindcnt
      to.u32(77).u32(0).u32(0).u32(0).u32(0).endNested(parameters).endNested(options);
    } else {
      to.u32(3, 77); // TCA_ACT_INDEX
    }
    return to.endNested(first).endNested(tab);
  }

  @FunctionalInterface
  private interface FilterBody {
    MessageWriter write(MessageWriter to, int parent, int priority);
  }

  private void get(String message, String variant, int type, UnaryOperator<MessageWriter> body) {
    cells.add(
        new Cell(message, "AF_UNSPEC", "do", variant, fixture.ask(type, 0, body), Cell.NOTHING));
  }

  private void dump(String message, String variant, int type, UnaryOperator<MessageWriter> body) {
    cells.add(
        new Cell(message, "AF_UNSPEC", "dump", variant, fixture.dump(type, body), Cell.NOTHING));
  }

  private void pair(
      String object,
      int newType,
      String variant,
      UnaryOperator<MessageWriter> made,
      UnaryOperator<MessageWriter> deleted) {
    Cell.Act make = fixture.ask(newType, Wire.MAKE, made);
    Cell.Act delete = fixture.ask(newType + 1, 0, deleted);
    cells.add(new Cell("RTM_NEW" + object, "AF_UNSPEC", "do", variant, make, delete));
    cells.add(Cell.reversed("RTM_DEL" + object, "AF_UNSPEC", variant, make, delete));
  }
}
