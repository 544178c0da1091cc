// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SymbolScanTest {
  private static final String LINES =
      """
      ffffffff81000000 T _stext
      ffffffff81001000 T rtnl_lock
      ffffffff81002000 t rtnl_lock_killable
      ffffffff82f0a1e0 d rtnl_mutex
      ffffffffc0001000 t veth_open\t[veth]
      ffffffffc0000000 t dummy_open\t[dummy]
      """;

  private static final SymbolScan SCAN = SymbolScan.of(LINES.getBytes(US_ASCII));

  @Test
  void findsSymbolsByTheirWholeNames() {
    assertEquals(
        Map.of("rtnl_lock", 0xffffffff81001000L, "dummy_open", 0xffffffffc0000000L),
        SCAN.addressesOf(List.of("rtnl_lock", "rtnl", "dummy_open", "lock")));
  }

  @Test
  void namesTheFunctionThatAnAddressLiesIn() {
    assertEquals(
        Map.of(
            0xffffffff81001fffL, "rtnl_lock",
            0xffffffff81002000L, "rtnl_lock_killable",
            0xffffffffc0000010L, "dummy_open",
            0xffffffffc0001010L, "veth_open",
            0xffffffff80ffffffL, "0xffffffff80ffffff"),
        SCAN.namesOf(
            List.of(
                0xffffffff81001fffL,
                0xffffffff81002000L,
                0xffffffffc0000010L,
                0xffffffffc0001010L,
                0xffffffff80ffffffL)));
  }

  @Test
  void hiddenAddressesNameNothing() {
    SymbolScan hidden = SymbolScan.of("0000000000000000 T rtnl_lock\n".getBytes(US_ASCII));
    assertEquals(
        Map.of(0xffffffff81001000L, "0xffffffff81001000"),
        hidden.namesOf(List.of(0xffffffff81001000L)));
    assertEquals(Map.of(), hidden.addressesOf(List.of("rtnl_lock")));
  }

  @Test
  void aTextThatIsCutNamesWhatIsThere() {
    byte[] bytes = LINES.getBytes(US_ASCII);
    for (int length = 0; length < bytes.length; length++) {
      SymbolScan cut = SymbolScan.of(Arrays.copyOf(bytes, length));
      assertEquals(1, cut.namesOf(List.of(-1L)).size());
      cut.addressesOf(List.of("rtnl_lock"));
    }
  }
}
