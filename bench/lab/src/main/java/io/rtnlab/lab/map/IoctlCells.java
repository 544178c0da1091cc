// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Requests by ioctl on a socket.
 *
 * <pre>
 *  struct ifreq  0 ifr_name char[16] │ 16 a union: s16 flags, s32 number, pointer, sockaddr … 40
 * </pre>
 */
final class IoctlCells {
  private static final int VALUE = 16;

  private final MapFixture fixture;
  private final MemorySegment ifreq = Arena.ofAuto().allocate(40, Long.BYTES);
  private final MemorySegment data = Arena.ofAuto().allocate(4096, Long.BYTES);
  private final List<Cell> cells = new ArrayList<>();

  IoctlCells(MapFixture fixture) {
    this.fixture = fixture;
  }

  List<Cell> all() {
    cells.add(
        new Cell(
            "SIOCGIFCONF",
            "AF_INET",
            "ioctl",
            "",
            () -> call(0x8912, 0, _ -> {}) >= 0 && ifreq.get(JAVA_INT, 0) > 0 ? 1 : 0,
            Cell.NOTHING));
    get("SIOCGIFFLAGS", 0x8913);
    get("SIOCGIFMTU", 0x8921);
    get("SIOCGIFHWADDR", 0x8927);
    get("SIOCGIFINDEX", 0x8933);
    get("SIOCGIFTXQLEN", 0x8942);
    get("SIOCGIFMAP", 0x8970);
    get("SIOCGIFMETRIC", 0x891D);
    add(
        "SIOCGIFNAME",
        "",
        () -> request(0x8910, "", w -> w.set(JAVA_INT, VALUE, fixture.index(MapFixture.VETH))),
        Cell.NOTHING);
    hardwareAddress();
    multicast();
    change("SIOCSIFMTU", "", 0x8922, w -> w.set(JAVA_INT, VALUE, 1400), 1500);
    change("SIOCSIFTXQLEN", "", 0x8943, w -> w.set(JAVA_INT, VALUE, 500), 1000);
    flags();
    addresses();
    routes();
    bridges();
    return cells;
  }

  /** {@code -errno} or 1: an ioctl that succeeds has done what it was asked for. */
  private int request(int number, String link, Consumer<MemorySegment> fill) {
    ifreq.fill((byte) 0);
    ifreq.setString(0, link);
    fill.accept(ifreq);
    int result = fixture.socket().ioctl(number, ifreq);
    return result < 0 ? result : 1;
  }

  private int call(int number, int bytes, Consumer<MemorySegment> fill) {
    ifreq.fill((byte) 0);
    ifreq.set(JAVA_INT, 0, bytes);
    fill.accept(ifreq);
    return fixture.socket().ioctl(number, ifreq);
  }

  private void get(String name, int number) {
    add(name, "", () -> request(number, MapFixture.VETH, _ -> {}), Cell.NOTHING);
  }

  private void change(
      String name, String variant, int number, Consumer<MemorySegment> fill, int back) {
    add(
        name,
        variant,
        () -> request(number, MapFixture.PLAIN, fill),
        () -> request(number, MapFixture.PLAIN, w -> w.set(JAVA_INT, VALUE, back)));
  }

  private void hardwareAddress() {
    add(
        "SIOCSIFHWADDR",
        "",
        () -> request(0x8924, MapFixture.PLAIN, w -> ethernet(w, 8)),
        () -> request(0x8924, MapFixture.PLAIN, w -> ethernet(w, 9)));
  }

  private void multicast() {
    Cell.Act join = () -> request(0x8931, MapFixture.PLAIN, IoctlCells::group);
    Cell.Act leave = () -> request(0x8932, MapFixture.PLAIN, IoctlCells::group);
    add("SIOCADDMULTI", "", join, leave);
    cells.add(new Cell("SIOCDELMULTI", "AF_INET", "ioctl", "", join, leave, Cell.NOTHING));
  }

  private static void ethernet(MemorySegment to, int last) {
    to.set(JAVA_SHORT, VALUE, (short) 1); // ARPHRD_ETHER
    byte[] bytes = {2, 0, 0, 7, 0, (byte) last};
    MemorySegment.copy(MemorySegment.ofArray(bytes), 0, to, VALUE + 2L, 6);
  }

  private static void group(MemorySegment to) {
    byte[] bytes = {1, 0, 0x5E, 0, 0, 77};
    MemorySegment.copy(MemorySegment.ofArray(bytes), 0, to, VALUE + 2L, 6); // AF_UNSPEC
  }

  private void flags() {
    add(
        "SIOCSIFFLAGS",
        "down",
        () -> request(0x8914, MapFixture.PLAIN, _ -> {}),
        () -> request(0x8914, MapFixture.PLAIN, w -> w.set(JAVA_SHORT, VALUE, (short) 1)));
  }

  private static void address(MemorySegment to, int last) {
    to.set(JAVA_SHORT, VALUE, (short) Wire.AF_INET);
    byte[] bytes = {10, 79, 0, (byte) last};
    MemorySegment.copy(MemorySegment.ofArray(bytes), 0, to, VALUE + 4L, 4);
  }

  private void addresses() {
    Cell.Act set = () -> request(0x8916, MapFixture.PLAIN, w -> address(w, 1));
    Cell.Act clear =
        () ->
            request(0x8916, MapFixture.PLAIN, w -> w.set(JAVA_SHORT, VALUE, (short) Wire.AF_INET));
    add("SIOCSIFADDR", "", set, clear);
    cells.add(
        new Cell(
            "SIOCGIFADDR",
            "AF_INET",
            "ioctl",
            "",
            set,
            () ->
                request(
                    0x8915, MapFixture.PLAIN, w -> w.set(JAVA_SHORT, VALUE, (short) Wire.AF_INET)),
            clear));
    get("SIOCGIFNETMASK", 0x891B, set, clear);
    get("SIOCGIFBRDADDR", 0x8919, set, clear);
    cells.add(
        new Cell(
            "SIOCSIFNETMASK",
            "AF_INET",
            "ioctl",
            "",
            set,
            () ->
                request(
                    0x891C,
                    MapFixture.PLAIN,
                    w -> {
                      w.set(JAVA_SHORT, VALUE, (short) Wire.AF_INET);
                      w.set(JAVA_INT, VALUE + 4L, 0x0000FFFF); // 255.255.0.0
                    }),
            clear));
  }

  private void get(String name, int number, Cell.Act set, Cell.Act clear) {
    Cell.Act act =
        () ->
            request(number, MapFixture.PLAIN, w -> w.set(JAVA_SHORT, VALUE, (short) Wire.AF_INET));
    cells.add(new Cell(name, "AF_INET", "ioctl", "", set, act, clear));
  }

  /**
   * Routes by {@code struct rtentry}: 8 rt_dst │ 24 rt_gateway │ 40 rt_genmask │ 56 rt_flags u16 │
   * 96 rt_dev pointer … 120.
   */
  private void routes() {
    Cell.Act make = () -> route(0x890B);
    Cell.Act delete = () -> route(0x890C);
    add("SIOCADDRT", "", make, delete);
    cells.add(new Cell("SIOCDELRT", "AF_INET", "ioctl", "", make, delete, Cell.NOTHING));
  }

  private int route(int number) {
    data.fill((byte) 0);
    data.set(JAVA_SHORT, 8, (short) Wire.AF_INET);
    data.set(JAVA_INT, 12, 0x00004E0A); // 10.78.0.0
    data.set(JAVA_SHORT, 40, (short) Wire.AF_INET);
    data.set(JAVA_INT, 44, 0x0000FFFF);
    data.set(JAVA_SHORT, 56, (short) 1);
    data.setString(512, MapFixture.VETH);
    data.set(JAVA_LONG, 88, data.address() + 512);
    int result = fixture.socket().ioctl(number, data);
    return result < 0 ? result : 1;
  }

  private void bridges() {
    Cell.Act make = () -> bridge(0x89A0);
    Cell.Act delete = () -> bridge(0x89A1);
    add("SIOCBRADDBR", "", make, delete);
    cells.add(new Cell("SIOCBRDELBR", "AF_INET", "ioctl", "", make, delete, Cell.NOTHING));
  }

  private int bridge(int number) {
    data.setString(0, "mapbr1");
    int result = fixture.socket().ioctl(number, data);
    return result < 0 ? result : 1;
  }

  private void add(String name, String variant, Cell.Act act, Cell.Act undo) {
    cells.add(new Cell(name, "AF_INET", "ioctl", variant, act, undo));
  }
}
