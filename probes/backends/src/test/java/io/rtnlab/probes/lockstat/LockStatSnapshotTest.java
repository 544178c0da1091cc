// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.lockstat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.Golden;
import io.rtnlab.probes.lockstat.LockStatSnapshot.CallSite;
import io.rtnlab.probes.lockstat.LockStatSnapshot.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Also on what {@code golden/record.sh} captured from kernels with CONFIG_LOCK_STAT. */
class LockStatSnapshotTest {
  /** What the load of the recorder asks for, each under the RTNL. */
  private static final int REQUESTS = 240;

  static List<Path> captures() {
    return Golden.kernels("lockstat/golden");
  }

  private static LockStatSnapshot snapshot(String numbers, String... sites) {
    return LockStatSnapshot.parse(
        "lock_stat version 0.4\n   rtnl_mutex.wait_lock: 9 9 9.00 9.00 9.00 9.00 9 9 9.00 9.00 9.00"
            + " 9.00\n\n   rtnl_mutex: "
            + numbers
            + "\n   -----\n"
            + String.join("\n", sites),
        "rtnl_mutex");
  }

  /** Against the numbers as they stand in the text, in hundredths of microseconds there. */
  @ParameterizedTest
  @MethodSource("captures")
  void twoCapturesMakeADifferenceInNanoseconds(Path folder) throws IOException {
    String before = Files.readString(folder.resolve("before.txt"));
    String after = Files.readString(folder.resolve("after.txt"));
    LockStatSnapshot during =
        LockStatSnapshot.parse(after, "rtnl_mutex")
            .minus(LockStatSnapshot.parse(before, "rtnl_mutex"));
    assertEquals(column(after, 1) - column(before, 1), during.contentions());
    assertEquals(
        new Times(
            10 * column(after, 2),
            10 * column(after, 3),
            10 * (column(after, 4) - column(before, 4))),
        during.waits());
    assertEquals(column(after, 7) - column(before, 7), during.acquisitions());
    assertEquals(
        new Times(
            10 * column(after, 8),
            10 * column(after, 9),
            10 * (column(after, 10) - column(before, 10))),
        during.holds());
    assertTrue(during.acquisitions() >= REQUESTS, during::toString);
    assertTrue(during.contentions() > 0, during::toString);
    for (List<CallSite> sites : List.of(during.waitingAt(), during.heldAt())) {
      assertEquals(during.contentions(), sites.stream().mapToLong(CallSite::count).sum());
      assertTrue(
          sites.stream().anyMatch(site -> site.symbol().startsWith("rtnetlink_rcv_msg+0x")),
          sites::toString);
    }
  }

  /** A number of the line of rtnl_mutex without its point; 0 before the first acquisition. */
  private static long column(String text, int index) {
    return text.lines()
        .filter(line -> line.strip().startsWith("rtnl_mutex: "))
        .map(line -> line.strip().split("\\s+", -1)[index + 1])
        .mapToLong(number -> Long.parseLong(number.replace(".", "")))
        .findFirst()
        .orElse(0);
  }

  @Test
  void theNamesakeIsAnotherClass() {
    LockStatSnapshot read =
        snapshot("85 157 2.50 5.92 20164962.38 128.25 249 889 0.00 2032.87 39908579.10 44.54");
    assertEquals(157, read.contentions());
    assertEquals(new Times(2_500, 5_920, 20_164_962_380L), read.waits());
    assertEquals(889, read.acquisitions());
    assertEquals(new Times(0, 2_032_870, 39_908_579_100L), read.holds());
  }

  @Test
  void callSitesComeInTwoBlocks() {
    LockStatSnapshot read =
        snapshot(
            "1 3 1.00 1.00 3.00 1.00 1 3 1.00 1.00 3.00 1.00",
            "   rtnl_mutex 2 [<00000000a5ac5c80>] rtnetlink_rcv_msg+0x130/0x420",
            "   rtnl_mutex 1 [<00000000cd2f4e9c>] linkwatch_event+0xe/0x40",
            "   -----",
            "   rtnl_mutex 3 [<00000000a5ac5c80>] rtnetlink_rcv_msg+0x130/0x420",
            "",
            "   ......");
    assertEquals(
        List.of(
            new CallSite("rtnetlink_rcv_msg+0x130/0x420", 2),
            new CallSite("linkwatch_event+0xe/0x40", 1)),
        read.waitingAt());
    assertEquals(List.of(new CallSite("rtnetlink_rcv_msg+0x130/0x420", 3)), read.heldAt());
  }

  @Test
  void aDifferenceKeepsTheExtremesSinceTheClearing() {
    LockStatSnapshot before =
        snapshot(
            "1 3 1.00 5.00 8.00 1.00 1 10 1.00 7.00 30.00 1.00",
            "   rtnl_mutex 2 [<00000000a5ac5c80>] a+0x1/0x2",
            "   rtnl_mutex 1 [<00000000a5ac5c80>] b+0x1/0x2");
    LockStatSnapshot after =
        snapshot(
            "1 5 1.00 5.00 10.00 1.00 1 25 1.00 7.00 90.00 1.00",
            "   rtnl_mutex 4 [<00000000a5ac5c80>] a+0x1/0x2",
            "   rtnl_mutex 1 [<00000000a5ac5c80>] b+0x1/0x2");
    LockStatSnapshot during = after.minus(before);
    assertEquals(2, during.contentions());
    assertEquals(new Times(1_000, 5_000, 2_000), during.waits());
    assertEquals(15, during.acquisitions());
    assertEquals(new Times(1_000, 7_000, 60_000), during.holds());
    assertEquals(List.of(new CallSite("a+0x1/0x2", 2)), during.waitingAt());
  }

  @Test
  void aClassThatWasNeverTakenIsEmpty() {
    assertEquals(
        LockStatSnapshot.EMPTY, LockStatSnapshot.parse("lock_stat version 0.4\n", "rtnl_mutex"));
  }

  @Test
  void anotherVersionIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> LockStatSnapshot.parse("lock_stat version 0.5\n", "rtnl_mutex"));
    assertThrows(IllegalArgumentException.class, () -> LockStatSnapshot.parse("", "rtnl_mutex"));
  }

  /** A call site in a module has its name behind it. */
  @Test
  void callSitesInModulesAreRead() throws Exception {
    String text =
        Files.readString(
            Path.of(
                Objects.requireNonNull(
                        LockStatSnapshotTest.class.getResource("lock_stat-module.txt"))
                    .getPath()));
    LockStatSnapshot counted = LockStatSnapshot.parse(text, "rtnl_mutex");
    assertEquals(4, counted.waitingAt().size());
    assertEquals(2, counted.heldAt().size());
    assertEquals("unix_autobind+0x11f/0x1b0 [unix]", counted.waitingAt().getLast().symbol());
    String warned = "*WARNING* lock debugging disabled!!\n" + text;
    assertEquals(counted, LockStatSnapshot.parse(warned, "rtnl_mutex"));
  }
}
