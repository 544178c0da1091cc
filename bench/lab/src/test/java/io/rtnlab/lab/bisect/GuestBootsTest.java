// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bisect;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.lab.matrix.GuestBundle;
import io.rtnlab.lab.matrix.VagrantFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A boot script that boots nothing: what is the commit's doing, and what is not. */
class GuestBootsTest {
  @TempDir private Path scratch;

  @Test
  void aKernelThatPanicsIsTheCommitsDoing() throws Exception {
    script("echo 'Kernel panic'; exit 125");
    assertTrue(boots().boot(scratch.resolve("bzImage"), scratch.resolve("boot-1")).isEmpty());
  }

  @Test
  void aMissingEmulatorIsNot() throws IOException {
    script("echo 'needs qemu-system-x86_64: run apt-get install qemu-system-x86'; exit 1");
    refused("needs qemu-system-x86_64");
  }

  @Test
  void aDiskThatWasFullIsNot() throws IOException {
    script("echo 1 >\"$4/started\"; echo 'write error: No space left on device'; exit 3");
    refused("No space left on device");
  }

  private void refused(String why) {
    IOException refusal =
        assertThrows(
            IOException.class,
            () -> boots().boot(scratch.resolve("bzImage"), scratch.resolve("boot-1")));
    assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
  }

  private GuestBoots boots() {
    return new GuestBoots(
        new VagrantFolder(scratch),
        new GuestBundle(scratch, scratch, scratch),
        60,
        List.of("doctor"));
  }

  private void script(String ends) throws IOException {
    Path boot = scratch.resolve("boot");
    Files.writeString(boot, "#!/bin/sh\n[ \"$1\" != --prepare ] || exit 0\n" + ends + "\n");
    Files.setPosixFilePermissions(boot, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
