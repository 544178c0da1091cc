// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.rtnlab.workloads.WholeHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What acts on the whole host does so in a guest, or where the user insists and is alone. */
class ModulePolicyTest {
  private static final String MIX = "module-unload=1";

  @TempDir private Path root;

  @BeforeEach
  void aHostWithLoadableModules() throws IOException {
    assumeFalse(WholeHost.isGuest(), "needs host: a guest refuses nothing");
    write("proc/modules", "veth 45056 0 - Live 0x0\n");
    write("proc/sys/kernel/osrelease", "6.1\n");
    write("lib/modules/6.1/modules.dep", "kernel/net/ipv4/ip_gre.ko.xz:\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private String allowed(ModulePolicy policy) {
    List<String> remarks = new ArrayList<>();
    return policy.allowed(MIX, KernelModules.under(root), remarks);
  }

  @Test
  void theWholeHostIsNotTouchedUnasked() {
    for (ModulePolicy policy : List.of(ModulePolicy.VETH, ModulePolicy.NONE)) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> allowed(policy));
      assertEquals(
          "module-unload: it acts on the whole host: run it in a guest (vagrant/boot), or with"
              + " --load-modules where nobody uses ip_gre",
          refused.getMessage());
    }
  }

  @Test
  void itsUserMayInsistWhereTheRunLoadsTheModule() {
    assertEquals(MIX, allowed(ModulePolicy.ALL));
  }

  @Test
  void whatIsLoadedMayBeInUse() throws IOException {
    Files.createDirectories(root.resolve("sys/module/ip_gre"));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> allowed(ModulePolicy.ALL));
    assertTrue(refused.toString().contains("where nobody uses ip_gre"), refused::toString);
  }
}
