// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelDataTest {
  private static final String ALL =
      """
      ffffffff81000000 T _stext
      ffffffff82000000 r __BTF_ID__struct__trace_event_raw_ma_write__64780
      ffffffff82a00000 D rcu_state
      ffffffff82a08000 d rtnl_mutex
      """;

  private static String nameOf(String kallsyms, String address) throws IOException {
    byte[] text = kallsyms.getBytes(StandardCharsets.US_ASCII);
    return KernelData.read(new ByteArrayInputStream(text))
        .nameOf(Long.parseUnsignedLong(address, 16));
  }

  /** What lies far behind a variable, or behind a constant, is not a part of it. */
  @ParameterizedTest
  @CsvSource({
    "ffffffff82a08000, rtnl_mutex",
    "ffffffff82a001c0, rcu_state+0x1c0",
    "ffffffff82a07000, ''",
    "ffffffff82c00000, ''",
    "ffffffff821f8f30, ''",
    "ffff888012345678, ''"
  })
  void anAddressIsNamedByTheVariableThatItIsAPartOf(String address, String name)
      throws IOException {
    assertEquals(name, nameOf(ALL, address));
  }

  @ParameterizedTest
  @CsvSource({"ffffffff82a00000, rcu_state", "ffffffff82a001c0, ''"})
  void withoutAllVariablesOnlyOnesOwnAddressCounts(String address, String name) throws IOException {
    String some = ALL.replace("ffffffff82a08000 d rtnl_mutex\n", "");
    assertEquals(name, nameOf(some, address));
  }
}
