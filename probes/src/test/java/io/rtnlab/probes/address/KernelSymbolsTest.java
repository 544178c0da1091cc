package io.rtnlab.probes.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
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
  void onlyTheWholeNameCounts() throws IOException {
    assertEquals(
        OptionalLong.empty(), addressOf("rtnl_mutex", "ffffffff81000000 d not_rtnl_mutex\n"));
  }

  @Test
  void addressesHiddenFromThisAccount() throws IOException {
    assertEquals(OptionalLong.empty(), addressOf("rtnl_mutex", "0000000000000000 d rtnl_mutex\n"));
  }

  @Test
  void namesAreListedEvenWithoutAddresses() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("kallsyms"),
            "0000000000000000 T mutex_lock\n0000000000000000 t mutex_lock_slow\n");
    assertEquals(
        Set.of("mutex_lock"),
        KernelSymbols.listed(Set.of("mutex_lock", "mutex_lock_nested"), file));
  }
}
