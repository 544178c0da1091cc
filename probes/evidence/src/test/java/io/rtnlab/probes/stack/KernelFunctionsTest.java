// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelFunctionsTest {
  @TempDir private Path folder;

  private KernelFunctions functions(String lines) throws IOException {
    return KernelFunctions.read(Files.writeString(folder.resolve("kallsyms"), lines));
  }

  private static final String LISTING =
      """
      ffffffff82f0a1e0 d rtnl_mutex
      ffffffff81000200 t second
      ffffffff81000100 T first
      ffffffffc0001000 t of_a_module\t[veth]
      """;

  @Test
  void anAddressLiesInTheFunctionThatStartsBeforeIt() throws IOException {
    KernelFunctions functions = functions(LISTING);
    assertTrue(functions.known());
    assertEquals("first", functions.nameOf(0xffffffff81000100L));
    assertEquals("first", functions.nameOf(0xffffffff810001ffL));
    assertEquals("second", functions.nameOf(0xffffffff81000234L));
    assertEquals("of_a_module", functions.nameOf(0xffffffffc0001010L));
  }

  @Test
  void anAddressBeforeAllOfThemStaysANumber() throws IOException {
    assertEquals("0xffffffff81000000", functions(LISTING).nameOf(0xffffffff81000000L));
  }

  @Test
  void hiddenAddressesNameNothing() throws IOException {
    KernelFunctions functions = functions("0000000000000000 T first\n0000000000000000 t second\n");
    assertFalse(functions.known());
    assertEquals("0xffffffff81000100", functions.nameOf(0xffffffff81000100L));
  }
}
