// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.probes.stack.SymbolScan;
import io.rtnlab.probes.stack.Symbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against /proc/kallsyms, which shares nothing with the programs. */
class BpfSymbolsTest {
  private static final List<String> NAMES =
      List.of("rtnl_lock", "mutex_lock", "rtnl_trylock", "no_such_function");

  @Test
  void addressesAreThoseOfKallsyms() throws IOException {
    Needs.bpf();
    try (TaskLooks looks = TaskLooks.open()) {
      assertEquals(SymbolScan.read().addressesOf(NAMES), asked(looks).addressesOf(NAMES));
    }
  }

  /** More than one table of them, in the middle of functions, and one that lies in none. */
  @Test
  void namesAreThoseOfKallsyms() throws IOException {
    Needs.bpf();
    List<Long> addresses =
        Files.readAllLines(Path.of("/proc/kallsyms")).stream()
            .filter(line -> line.contains(" T rtnl_") || line.contains(" T netdev_"))
            .map(line -> Long.parseUnsignedLong(line.substring(0, 16), 16) + 4)
            .filter(address -> address != 4)
            .distinct()
            .toList();
    assumeTrue(addresses.size() > 100, "needs addresses in /proc/kallsyms");
    try (TaskLooks looks = TaskLooks.open()) {
      assertEquals(
          functions(SymbolScan.read().namesOf(addresses)),
          functions(asked(looks).namesOf(addresses)));
      assertEquals(Map.of(0x10L, "0x10"), asked(looks).namesOf(List.of(0x10L)));
    }
  }

  /** Several symbols may begin at one address, of which either is right. */
  private static Map<Long, String> functions(Map<Long, String> names) throws IOException {
    Map<String, Long> addresses = SymbolScan.read().addressesOf(names.values());
    Map<Long, String> first = new HashMap<>(names);
    first.replaceAll((_, name) -> Long.toHexString(addresses.getOrDefault(name, 0L)));
    return first;
  }

  private static Symbols asked(TaskLooks looks) throws IOException {
    Symbols symbols = looks.symbols();
    assumeTrue(symbols instanceof BpfSymbols, "needs Linux 5.16");
    return symbols;
  }
}
