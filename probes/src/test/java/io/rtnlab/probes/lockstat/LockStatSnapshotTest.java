package io.rtnlab.probes.lockstat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.lockstat.LockStatSnapshot.CallSite;
import io.rtnlab.probes.lockstat.LockStatSnapshot.Times;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Captures of {@code lockstat/record.sh} from a 6.12 kernel with CONFIG_LOCK_STAT. */
class LockStatSnapshotTest {
  private static LockStatSnapshot golden(String name) throws IOException {
    try (InputStream in = LockStatSnapshotTest.class.getResourceAsStream("6.12/" + name)) {
      assertTrue(in != null, name);
      return LockStatSnapshot.parse(
          new String(in.readAllBytes(), StandardCharsets.UTF_8), "rtnl_mutex");
    }
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

  @Test
  void twoCapturesMakeADifferenceInNanoseconds() throws IOException {
    LockStatSnapshot during = golden("after.txt").minus(golden("before.txt"));
    assertEquals(157, during.contentions());
    assertEquals(new Times(2_501_150, 592_030_220, 20_164_962_380L), during.waits());
    assertEquals(889 - 182, during.acquisitions());
    assertEquals(39_908_579_100L - 163_155_280L, during.holds().totalNs());
    assertEquals(
        List.of(
            new CallSite("rtnetlink_rcv_msg+0x130/0x420", 109),
            new CallSite("linkwatch_event+0xe/0x40", 47),
            new CallSite("addrconf_verify_work+0xe/0x20", 1)),
        during.waitingAt());
    assertEquals(List.of(new CallSite("rtnetlink_rcv_msg+0x130/0x420", 157)), during.heldAt());
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
}
