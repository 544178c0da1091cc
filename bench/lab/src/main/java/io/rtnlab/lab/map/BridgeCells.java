// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

import io.rtnlab.netlink.wire.MessageWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Bridges and VXLAN: VLANs of a port, settings of a port, multicast groups, filters by VNI. */
final class BridgeCells {
  private static final int RTM_DELLINK = 17;
  private static final int RTM_SETLINK = 19;
  private static final int RTM_NEWMDB = 84;
  private static final int RTM_DELMDB = 85;
  private static final int RTM_GETMDB = 86;
  private static final int RTM_NEWVLAN = 112;
  private static final int RTM_DELVLAN = 113;
  private static final int RTM_NEWTUNNEL = 120;
  private static final int RTM_DELTUNNEL = 121;
  private static final int RTM_GETTUNNEL = 122;
  private static final int IFLA_PROTINFO = 12;
  private static final int IFLA_AF_SPEC = 26;
  private static final int IFLA_BRPORT_COST = 3;
  private static final int IFLA_BRIDGE_VLAN_INFO = 2;
  private static final String FAMILY = "AF_BRIDGE";

  private final MapFixture fixture;
  private final int bridge;
  private final int port;
  private final int tunnel;
  private final List<Cell> cells = new ArrayList<>();

  BridgeCells(MapFixture fixture) {
    this.fixture = fixture;
    bridge = fixture.index(MapFixture.BRIDGE);
    port = fixture.index(MapFixture.PORT);
    tunnel = fixture.index(MapFixture.VNI_FILTER);
  }

  List<Cell> all() {
    Cell.Act join = fixture.ask(RTM_NEWMDB, Wire.MAKE, this::group);
    Cell.Act leave = fixture.ask(RTM_DELMDB, 0, this::group);
    cells.add(new Cell("RTM_NEWMDB", FAMILY, "do", "", join, leave));
    cells.add(Cell.reversed("RTM_DELMDB", FAMILY, "", join, leave));
    cells.add(
        new Cell(
            "RTM_GETMDB",
            FAMILY,
            "do",
            "",
            join,
            fixture.ask(RTM_GETMDB, 0, w -> group(w, 0, 0)),
            leave));
    pair("RTM_NEWVLAN", RTM_NEWVLAN, "RTM_DELVLAN", RTM_DELVLAN, this::vlan);
    cells.add(
        new Cell(
            "RTM_SETLINK",
            FAMILY,
            "do",
            "cost of a port",
            fixture.ask(RTM_SETLINK, 0, w -> cost(w, 7)),
            fixture.ask(RTM_SETLINK, 0, w -> cost(w, 2))));
    cells.add(
        Cell.reversed(
            "RTM_DELLINK",
            FAMILY,
            "VLAN of a port",
            fixture.ask(RTM_SETLINK, 0, this::vlanByLink),
            fixture.ask(RTM_DELLINK, 0, this::vlanByLink)));
    pair("RTM_NEWTUNNEL", RTM_NEWTUNNEL, "RTM_DELTUNNEL", RTM_DELTUNNEL, this::vni);
    cells.add(
        new Cell(
            "RTM_GETTUNNEL",
            FAMILY,
            "dump",
            "",
            fixture.ask(RTM_NEWTUNNEL, 0, this::vni),
            fixture.dump(RTM_GETTUNNEL, w -> w.u8s(Wire.AF_BRIDGE, 0, 0, 0).u32(0)),
            fixture.ask(RTM_DELTUNNEL, 0, this::vni)));
    return cells;
  }

  private void pair(
      String made, int make, String deleted, int delete, UnaryOperator<MessageWriter> body) {
    Cell.Act making = fixture.ask(make, 0, body);
    Cell.Act deleting = fixture.ask(delete, 0, body);
    cells.add(new Cell(made, FAMILY, "do", "", making, deleting));
    cells.add(Cell.reversed(deleted, FAMILY, "", making, deleting));
  }

  private MessageWriter group(MessageWriter to) {
    return group(to, port, 1); // MDB_PERMANENT
  }

  /** {@code struct br_mdb_entry}: 0 ifindex │ 4 state │ 6 vid │ 8 address │ 24 protocol … 28. */
  private MessageWriter group(MessageWriter to, int on, int state) {
    byte[] entry = new byte[28];
    entry[0] = (byte) on;
    entry[4] = (byte) state;
    System.arraycopy(new byte[] {(byte) 239, 7, 7, 7}, 0, entry, 8, 4);
    entry[24] = 8; // ETH_P_IP in network byte order
    return to.u8s(Wire.AF_BRIDGE, 0, 0, 0).u32(bridge).bytes(1, entry);
  }

  /** {@code struct br_vlan_msg}, then {@code struct bridge_vlan_info}: flags, VLAN. */
  private MessageWriter vlan(MessageWriter to) {
    int entry = to.u8s(Wire.AF_BRIDGE, 0, 0, 0).u32(port).beginNested(1);
    return to.bytes(1, new byte[] {0, 0, 7, 0}).endNested(entry);
  }

  private MessageWriter cost(MessageWriter to, int cost) {
    int settings = Wire.link(to, Wire.AF_BRIDGE, port).beginNested(IFLA_PROTINFO);
    return to.u32(IFLA_BRPORT_COST, cost).endNested(settings);
  }

  private MessageWriter vlanByLink(MessageWriter to) {
    int family = Wire.link(to, Wire.AF_BRIDGE, port).beginNested(IFLA_AF_SPEC);
    return to.bytes(IFLA_BRIDGE_VLAN_INFO, new byte[] {0, 0, 9, 0}).endNested(family);
  }

  /** {@code struct tunnel_msg}: 0 family u8 │ 1 flags u8 │ 4 ifindex. */
  private MessageWriter vni(MessageWriter to) {
    int entry = to.u8s(Wire.AF_BRIDGE, 0, 0, 0).u32(tunnel).beginNested(1);
    return to.u32(1, 78).endNested(entry); // VXLAN_VNIFILTER_ENTRY_START
  }
}
