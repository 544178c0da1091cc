// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockKey;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.probes.ledger.BlameCell;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.ledger.OtherLocks;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An owner that waits for another lock itself, and our own waits for other locks. */
class OtherLocksTest {
  private static final ProbeCapabilities CAPABILITIES = new ProbeCapabilities(false, true, true);
  private static final int V = 12;
  private static final int W = 13;
  private static final int SETTER = 20;
  private static final int ETHTOOL = 21;
  private static final int SECOND = 22;
  private static final int DEVICE_LOCK = 1;
  private static final int PATCHING = 2;

  private static Script script() {
    return new Script()
        .seen(0, SETTER, 900, "mtu-setter")
        .seen(0, ETHTOOL, 901, "ethtool")
        .seen(0, SECOND, 902, "second")
        .lock(0, DEVICE_LOCK, new LockKey("mutex", "dev->lock", 0, "dummy0", 0x1000));
  }

  private static long behind(Ledger ledger, String root, Evidence evidence) {
    return ledger.blame().stream()
        .filter(cell -> cell.evidence() == evidence && cell.behind() != null)
        .filter(cell -> Objects.requireNonNull(cell.behind()).root().label().equals(root))
        .peek(cell -> assertEquals("mtu-setter[900]", cell.holder().label()))
        .mapToLong(BlameCell::ns)
        .sum();
  }

  private static long alone(Ledger ledger) {
    return ledger.blame().stream()
        .filter(cell -> cell.behind() == null && cell.holder().label().equals("mtu-setter[900]"))
        .mapToLong(BlameCell::ns)
        .sum();
  }

  @Test
  void theWaitOfTheHolderIsBecauseOfTheRoot() {
    Ledger ledger =
        script()
            .queued(100, V, SETTER)
            .waitsElsewhere(150, SETTER, DEVICE_LOCK, ETHTOOL, ETHTOOL)
            .queued(160, W, SETTER)
            .gotElsewhere(950, SETTER, DEVICE_LOCK, 800)
            .released(1000, SETTER)
            .acquired(1010, V)
            .acquired(1020, W)
            .ledger(CAPABILITIES);
    assertEquals(800 + 790, behind(ledger, "ethtool[901]", Evidence.PROVED));
    assertEquals(50 + 50 + 50, alone(ledger));
    HolderState.Waiting doing =
        ledger.holders().stream()
            .map(time -> time.state())
            .filter(HolderState.Waiting.class::isInstance)
            .map(HolderState.Waiting.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals("dev->lock@dummy0", doing.lock().label());
  }

  /** Who holds the lock changes while the holder waits for it: each look has its own. */
  @Test
  void aLaterLookMayShowAnotherRoot() {
    Ledger ledger =
        script()
            .queued(100, V, SETTER)
            .waitsElsewhere(150, SETTER, DEVICE_LOCK, ETHTOOL, ETHTOOL)
            .waitsElsewhere(300, SETTER, DEVICE_LOCK, SECOND, SECOND)
            .gotElsewhere(950, SETTER, DEVICE_LOCK, 800)
            .released(1000, SETTER)
            .acquired(1010, V)
            .ledger(CAPABILITIES);
    assertEquals(150, behind(ledger, "ethtool[901]", Evidence.PROVED));
    assertEquals(650, behind(ledger, "second[902]", Evidence.PROVED));
  }

  /**
   * No thread can release the mutex from inside another lock's slow path, not even one that gets in
   * by trylock.
   */
  @Test
  void whoWaitsElsewhereHoldsThroughoutWithoutAQueue() {
    Ledger ledger =
        script()
            .begin(100, V, SETTER)
            .waitsElsewhere(150, SETTER, DEVICE_LOCK, ETHTOOL, ETHTOOL)
            .gotElsewhere(950, SETTER, DEVICE_LOCK, 800)
            .acquired(1010, V)
            .ledger(CAPABILITIES);
    assertEquals(800, behind(ledger, "ethtool[901]", Evidence.PROVED));
  }

  /** It sleeps and runs while it waits for the lock; once woken it wants a CPU, and no lock. */
  @Test
  void sleepingIsPartOfTheWait() {
    Ledger ledger =
        script()
            .queued(100, V, SETTER)
            .waitsElsewhere(150, SETTER, DEVICE_LOCK, ETHTOOL, ETHTOOL)
            .ownerSleeps(160, SETTER, -1)
            .woken(900, SETTER)
            .runs(940, SETTER)
            .gotElsewhere(950, SETTER, DEVICE_LOCK, 800)
            .released(1000, SETTER)
            .acquired(1010, V)
            .ledger(CAPABILITIES);
    assertEquals(760, behind(ledger, "ethtool[901]", Evidence.PROVED));
    assertEquals(50 + 40 + 50, alone(ledger));
    assertEquals(0, ledger.checks().proofs().contradictions());
    assertEquals(0, ledger.checks().proofs().unseenReturns());
  }

  @Test
  void aWaitOfWhoDoesNotOwnTheMutexIsNoChain() {
    Ledger ledger =
        script()
            .queued(100, V, SETTER)
            .released(200, SETTER)
            .acquired(210, V)
            .gotElsewhere(950, SETTER, DEVICE_LOCK, 700)
            .ledger(CAPABILITIES);
    assertTrue(ledger.blame().stream().allMatch(cell -> cell.behind() == null));
  }

  @Test
  void aRootThatIsNotKnownIsSaidSo() {
    Ledger ledger =
        script()
            .queued(100, V, SETTER)
            .waitsElsewhere(150, SETTER, DEVICE_LOCK, 0, 0)
            .gotElsewhere(950, SETTER, DEVICE_LOCK, 800)
            .acquired(1010, V)
            .ledger(CAPABILITIES);
    assertEquals(800, behind(ledger, "unknown", Evidence.PROVED));
  }

  @Test
  void ourOwnRequestsWaitForOtherLocksByName() {
    Attribution attribution =
        script()
            .stack(5, "__mutex_lock.constprop.0", "jump_label_lock", "static_key_slow_inc")
            .lock(0, PATCHING, new LockKey("mutex", "", 0, "", 0x2000), 5)
            .lock(0, PATCHING + 1, new LockKey("mutex", "", 0, "", 0x3000), 5)
            .request(100, V, 0)
            .gotElsewhere(300, V, PATCHING, 120)
            .gotElsewhere(400, V, PATCHING + 1, 30)
            .done(500, V, 0, 390)
            .gotElsewhere(900, V, PATCHING, 77)
            .attributed(CAPABILITIES);
    assertEquals(150, attribution.ledger().operations().getFirst().otherLocksNs());
    assertEquals(
        new OtherLocks(
            List.of(
                new OtherLocks.Time(
                    "slow",
                    new LockKey("mutex", "mutex in jump_label_lock", 0, "", 0),
                    2,
                    150,
                    120)),
            false),
        attribution.otherLocks());
  }

  @Test
  void aBackendThatDoesNotSeeThemCountsNone() {
    Attribution attribution =
        script().request(100, V, 0).done(500, V, 0, 390).attributed(ProbeCapabilities.CONTENTION);
    assertNull(attribution.otherLocks());
    assertNull(attribution.ledger().operations().getFirst().otherLocksNs());
  }

  @Test
  void memoryReclaimOfTheHolderIsAKindOfItsOwn() {
    Ledger ledger =
        script()
            .queued(100, V, SETTER)
            .reclaims(200, SETTER, true)
            .ownerSleeps(220, SETTER, -1)
            .woken(500, SETTER)
            .runs(510, SETTER)
            .reclaims(700, SETTER, false)
            .released(1000, SETTER)
            .acquired(1010, V)
            .ledger(CAPABILITIES);
    assertEquals(
        500,
        ledger.holders().stream()
            .filter(time -> time.state().equals(HolderState.RECLAIMING))
            .mapToLong(time -> time.ns())
            .sum());
  }

  @ParameterizedTest
  @CsvSource({
    "0x21, mutex",
    "0x20, mutex",
    "2, rwsem",
    "4, rwsem",
    "3, rwlock",
    "0, spinlock",
    "0x12, percpu rwsem",
    "8, rt mutex"
  })
  void theFlagsGiveTheKind(String flags, String kind) {
    assertEquals(kind, LockKey.kindOf(Integer.decode(flags)));
  }

  @Test
  void aKeyIsAClassAndWhichOfIt() {
    assertEquals("rtnl@4026531840", new LockKey("mutex", "rtnl", 4026531840L, "", 0).label());
    assertEquals("dev->lock@eth0", new LockKey("mutex", "dev->lock", 0, "eth0", 0).label());
    assertEquals("rwsem", new LockKey("rwsem", "", 0, "", 0x1000).label());
    assertEquals("lock", new LockEvent.LockSeen(0, 1, LockKey.UNKNOWN, -1).key().label());
  }
}
