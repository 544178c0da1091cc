// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.probes.address.RtnlAddress.Source;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VotesTest {
  private final Votes votes = new Votes();

  private void cast(long address, int times) {
    for (int i = 0; i < times; i++) {
      votes.add(address);
    }
  }

  @Test
  void noVote() {
    assertEquals(Optional.empty(), votes.winner(Source.PLANTED_HOLDS, 1.0));
  }

  @Test
  void allAgree() {
    cast(0x10, 8);
    assertEquals(
        Optional.of(new RtnlAddress(0x10, Source.PLANTED_HOLDS, 8, 8)),
        votes.winner(Source.PLANTED_HOLDS, 1.0));
  }

  @Test
  void oneDissenterSpoilsUnanimityButNotAMajority() {
    cast(0x10, 19);
    cast(0x20, 1);
    assertEquals(Optional.empty(), votes.winner(Source.PLANTED_HOLDS, 1.0));
    assertEquals(
        "0x0000000000000010 (19 of 20 forced waits)",
        votes.winner(Source.FORCED_CONTENTION, 0.9).orElseThrow().toString());
  }
}
