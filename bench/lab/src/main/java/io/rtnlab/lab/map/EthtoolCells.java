// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.netlink.wire.MessageWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Ethtool by ioctl and by generic netlink, on a link of each device class: from Linux 6.16 on a
 * driver may ask to be called under its own lock alone (net/core/dev.h, {@code
 * netdev_need_ops_lock}), and then ethtool leaves the RTNL out, which makes the same request free
 * on one link and locked on another.
 *
 * <pre>
 *  struct ifreq          0 ifr_name char[16] │ 16 ifr_data pointer … 40
 *  struct ethtool_value  0 cmd u32 │ 4 data u32
 * </pre>
 */
final class EthtoolCells {
  private static final int SIOCETHTOOL = 0x8946;
  private static final int ETHTOOL_GSO_GET = 0x23;
  private static final int ETHTOOL_GSO_SET = 0x24;
  private static final int STRSET_GET = 1;
  private static final int LINKINFO_GET = 2;
  private static final int LINKMODES_GET = 4;
  private static final int LINKSTATE_GET = 6;
  private static final int FEATURES_GET = 11;
  private static final int FEATURES_SET = 12;
  private static final int CHANNELS_GET = 17;
  private static final int TSINFO_GET = 25;
  private static final int HEADER = 1;
  private static final int HEADER_DEV_INDEX = 1;
  private static final int FEATURES_WANTED = 3;
  private static final int STRSET_STRINGSETS = 2;
  private static final int ETH_SS_FEATURES = 4;
  private static final int VALUE = 16;

  private final MapFixture fixture;
  private final MemorySegment ifreq = Arena.ofAuto().allocate(40, Long.BYTES);
  private final MemorySegment data = Arena.ofAuto().allocate(4096, Long.BYTES);
  private final List<Cell> cells = new ArrayList<>();

  EthtoolCells(MapFixture fixture) {
    this.fixture = fixture;
  }

  List<Cell> all() {
    read("ETHTOOL_GLINK", 0xA, "veth", MapFixture.VETH);
    read("ETHTOOL_GSET", 0x1, "veth", MapFixture.VETH);
    read("ETHTOOL_GCHANNELS", 0x3C, "veth", MapFixture.VETH);
    read("ETHTOOL_GTSO", 0x1E, "veth", MapFixture.VETH);
    read("ETHTOOL_GGRO", 0x2B, "veth", MapFixture.VETH);
    read("ETHTOOL_GDRVINFO", 0x3, "veth", MapFixture.VETH);
    generic("ETHTOOL_MSG_LINKINFO_GET", "veth", MapFixture.VETH, LINKINFO_GET);
    generic("ETHTOOL_MSG_LINKMODES_GET", "veth", MapFixture.VETH, LINKMODES_GET);
    generic("ETHTOOL_MSG_LINKSTATE_GET", "veth", MapFixture.VETH, LINKSTATE_GET);
    generic("ETHTOOL_MSG_CHANNELS_GET", "veth", MapFixture.VETH, CHANNELS_GET);
    generic("ETHTOOL_MSG_TSINFO_GET", "veth", MapFixture.VETH, TSINFO_GET);
    add(
        "ETHTOOL_MSG_FEATURES_SET",
        "do",
        "on veth",
        () -> features(MapFixture.VETH, false),
        () -> features(MapFixture.VETH, true));
    deviceClass("veth", MapFixture.VETH);
    MapFixture.CLASSES.forEach(kind -> deviceClass(kind, MapFixture.linkOf(kind)));
    add(
        "ETHTOOL_MSG_LINKSTATE_GET",
        "dump",
        "",
        () -> fixture.ethtool().dump(LINKSTATE_GET, EthtoolCells::noLink),
        Cell.NOTHING);
    add(
        "ETHTOOL_MSG_STRSET_GET",
        "do",
        "without a link",
        () -> fixture.ethtool().ask(STRSET_GET, EthtoolCells::featureNames),
        Cell.NOTHING);
    return cells;
  }

  /** What every link answers, whatever its driver. */
  private void deviceClass(String kind, String link) {
    read("ETHTOOL_GGSO", ETHTOOL_GSO_GET, kind, link);
    ioctl(
        "ETHTOOL_SGSO",
        kind,
        link,
        () -> call(link, ETHTOOL_GSO_SET, 0),
        () -> call(link, ETHTOOL_GSO_SET, 1));
    generic("ETHTOOL_MSG_FEATURES_GET", kind, link, FEATURES_GET);
  }

  private void read(String command, int number, String kind, String link) {
    ioctl(command, kind, link, () -> call(link, number, 0), Cell.NOTHING);
  }

  private void ioctl(String command, String kind, String link, Cell.Act act, Cell.Act undo) {
    cells.add(
        new Cell(
            "SIOCETHTOOL", "AF_INET", "ioctl", command + " on " + kind, on(kind, link, act), undo));
  }

  private void generic(String message, String kind, String link, int command) {
    Cell.Act act =
        () ->
            fixture
                .ethtool()
                .ask(
                    command,
                    w -> {
                      MessageWriter _ = header(w, link);
                    });
    add(message, "do", "on " + kind, on(kind, link, act), Cell.NOTHING);
  }

  private void add(String message, String kind, String variant, Cell.Act act, Cell.Act undo) {
    cells.add(new Cell(message, "-", kind, variant, act, undo));
  }

  /** {@code act} where the fixture has a link of that class. */
  private Cell.Act on(String kind, String link, Cell.Act act) {
    return fixture.index(link) > 0 ? act : fixture.lacking(kind);
  }

  private int call(String link, int command, int value) {
    data.fill((byte) 0);
    data.set(JAVA_INT, 0, command);
    data.set(JAVA_INT, 4, value);
    ifreq.fill((byte) 0);
    ifreq.setString(0, link);
    ifreq.set(JAVA_LONG, VALUE, data.address());
    int result = fixture.socket().ioctl(SIOCETHTOOL, ifreq);
    return result < 0 ? result : 1;
  }

  private MessageWriter header(MessageWriter to, String link) {
    int header = to.beginNested(HEADER);
    return to.u32(HEADER_DEV_INDEX, fixture.index(link)).endNested(header);
  }

  /**
   * Switches one feature; a bit set of one bit by name (Documentation/networking/ethtool-netlink).
   */
  private int features(String link, boolean on) {
    return fixture
        .ethtool()
        .ask(
            FEATURES_SET,
            w -> {
              int wanted = header(w, link).beginNested(FEATURES_WANTED);
              int bits = w.beginNested(3); // ETHTOOL_A_BITSET_BITS
              int bit = w.beginNested(1); // ETHTOOL_A_BITSET_BITS_BIT
              w.text(2, "tx-generic-segmentation"); // ETHTOOL_A_BITSET_BIT_NAME
              if (on) {
                w.flag(3); // ETHTOOL_A_BITSET_BIT_VALUE
              }
              w.endNested(bit).endNested(bits).endNested(wanted);
            });
  }

  /** Older kernels want the header even where it names nothing. */
  private static void noLink(MessageWriter to) {
    to.endNested(to.beginNested(HEADER));
  }

  private static void featureNames(MessageWriter to) {
    noLink(to);
    int sets = to.beginNested(STRSET_STRINGSETS);
    int one = to.beginNested(1); // ETHTOOL_A_STRINGSETS_STRINGSET
    to.u32(1, ETH_SS_FEATURES).endNested(one).endNested(sets); // ETHTOOL_A_STRINGSET_ID
  }
}
