// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.rtnlab.probes.event.LockEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnerSharesTest {
  private static final int IP = 7;
  private static final int WORKER = 8;
  private static final LockEvent.ThreadSeen WHO_IP = new LockEvent.ThreadSeen(0, IP, 6, "ip", 0);

  private static OwnerShares of(int... owners) {
    OwnerShares shares = new OwnerShares();
    shares.accept(WHO_IP);
    for (int i = 0; i < owners.length; i++) {
      shares.accept(new LockEvent.OwnerSeen(1_000L * i, owners[i]));
    }
    return shares;
  }

  @Test
  void eachOwnerHasItsShareOfAllLooks() {
    OwnerShares shares = of(IP, 0, WORKER, IP);
    assertEquals(4, shares.looks());
    assertEquals(0.75, shares.heldShare());
    assertEquals(
        List.of(IP, WORKER), shares.shares().stream().map(OwnerShares.Share::thread).toList());
    assertEquals(0.5, shares.shares().getFirst().share());
  }

  @Test
  void whoTheyAreIsSaidWhereItWasRecorded() {
    OwnerShares shares = of(IP, IP, WORKER);
    assertEquals(WHO_IP, shares.shares().getFirst().who());
    assertNull(shares.shares().getLast().who());
  }

  @Test
  void theMarginShrinksWithTheSquareRootOfTheLooks() {
    int[] few = new int[100];
    int[] many = new int[10_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = i % 2 == 0 ? IP : 0;
      few[i % few.length] = many[i];
    }
    double ofFew = of(few).shares().getFirst().margin();
    double ofMany = of(many).shares().getFirst().margin();
    assertEquals(0.098, ofFew, 0.0001);
    assertEquals(10, ofFew / ofMany, 0.0001);
  }

  @Test
  void withoutALookNothingIsClaimed() {
    OwnerShares shares = of();
    assertEquals(0, shares.heldShare());
    assertEquals(List.of(), shares.shares());
  }

  @Test
  void whatElseHappensIsNoLook() {
    OwnerShares shares = of(IP);
    shares.accept(new LockEvent.WaitBegin(9_000, WORKER, IP, true, -1));
    assertEquals(1, shares.looks());
  }
}
