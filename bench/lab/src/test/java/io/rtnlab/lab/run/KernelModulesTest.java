// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against folders laid out as Debian 12's kernel 6.1 shows them. */
class KernelModulesTest {
  @TempDir private Path root;

  @BeforeEach
  void aKernelWithModules() throws IOException {
    write("proc/sys/kernel/osrelease", "6.1.0-amd64\n");
    write("proc/modules", "stp 16384 0 - Live 0x0\nllc 16384 1 stp, Live 0x0\n");
    write(
        "lib/modules/6.1.0-amd64/modules.dep",
        """
        kernel/drivers/net/veth.ko:
        kernel/net/bridge/bridge.ko: kernel/net/802/stp.ko kernel/net/llc/llc.ko
        kernel/net/sched/sch_htb.ko.xz:
        """);
    Files.createDirectories(root.resolve("sys/module/stp"));
  }

  @Test
  void whatIsThereIsNotLoaded() {
    assertEquals(
        List.of("veth", "sch_htb"),
        KernelModules.under(root).wouldLoad(List.of("veth", "stp", "sch_htb", "veth", "unheard")));
  }

  @Test
  void aKernelWithoutModulesLoadsNone() throws IOException {
    Files.delete(root.resolve("proc/modules"));
    assertEquals(List.of(), KernelModules.under(root).wouldLoad(List.of("veth")));
  }

  @Test
  void onlyVethIsLoadedUnasked() {
    KernelModules modules = KernelModules.under(root);
    List<String> remarks = new ArrayList<>();
    assertEquals(
        "route-insert=1,link-create=2",
        ModulePolicy.VETH.allowed("route-insert=1,link-create=2", modules, remarks));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> ModulePolicy.VETH.allowed("route-insert=1,bridge-create=1", modules, remarks));
    assertTrue(String.valueOf(refused.getMessage()).contains("--load-modules"), refused::toString);
    assertEquals("bridge-create=1", ModulePolicy.ALL.allowed("bridge-create=1", modules, remarks));
    assertEquals(List.of(), remarks);
  }

  @Test
  void withoutModulesWhatNeedsOneIsLeftOutAndSaid() {
    List<String> remarks = new ArrayList<>();
    assertEquals(
        "rule-add=3",
        ModulePolicy.NONE.allowed(
            "rule-add=3,bridge-create=1", KernelModules.under(root), remarks));
    assertEquals(
        List.of("left out: bridge-create, which would load bridge (--no-modules)"), remarks);
  }

  @Test
  void whatHasBeenLoadedSinceIsNamed() throws IOException {
    KernelModules modules = KernelModules.under(root);
    write(
        "proc/modules", "veth 1 0 - Live 0x0\nstp 16384 0 - Live 0x0\nllc 16384 1 stp, Live 0x0\n");
    assertEquals(List.of("veth"), modules.loadedSince());
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
