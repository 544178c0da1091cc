// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSymbolsTest {
  @TempDir private Path folder;

  private OptionalLong addressOf(String symbol, String lines) throws IOException {
    return KernelSymbols.addressOf(symbol, Files.writeString(folder.resolve("kallsyms"), lines));
  }

  @Test
  void aListedSymbol() throws IOException {
    String lines =
        """
        ffffffff81000000 T _stext
        ffffffff82f0a1e0 d rtnl_mutex
        ffffffffc0001000 t other\t[module]
        """;
    assertEquals(OptionalLong.of(0xffffffff82f0a1e0L), addressOf("rtnl_mutex", lines));
  }

  @Test
  void theSymbolAtAnAddress() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("kallsyms"),
            """
            ffffffff81000000 T _stext
            ffffffffc0001000 d other\t[module]
            """);
    assertEquals(Optional.of("other"), KernelSymbols.symbolAt(0xffffffffc0001000L, file));
    assertEquals(Optional.empty(), KernelSymbols.symbolAt(0xffffffffc0001001L, file));
  }

  @Test
  void onlyTheWholeNameCounts() throws IOException {
    assertEquals(
        OptionalLong.empty(), addressOf("rtnl_mutex", "ffffffff81000000 d not_rtnl_mutex\n"));
  }

  @Test
  void addressesHiddenFromThisAccount() throws IOException {
    assertEquals(OptionalLong.empty(), addressOf("rtnl_mutex", "0000000000000000 d rtnl_mutex\n"));
  }

  @Test
  void mutexFunctionsAreListedEvenWithoutAddresses() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("kallsyms"),
            """
            ffffffff81fbd31c T mutex_lock
            0000000000000000 T _mutex_trylock_nest_lock
            ffffffff81fbd400 t __mutex_lock.constprop.0
            ffffffffc0001000 t other\t[module]
            """);
    assertEquals(
        Map.of("mutex_lock", 0xffffffff81fbd31cL, "_mutex_trylock_nest_lock", 0L),
        KernelSymbols.mutexFunctions(file));
  }
}
