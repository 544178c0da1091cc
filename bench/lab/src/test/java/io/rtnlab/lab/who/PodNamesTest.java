// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.who;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodNamesTest {
  @TempDir private Path logs;

  @Test
  void aPodIsNamedByTheFolderOfItsLogs() throws IOException {
    Files.createDirectory(logs.resolve("kube-system_ovs-x2_0a1b2c3d-0000-1111-2222-333344445555"));
    PodNames pods = new PodNames(logs);
    assertEquals(
        "kube-system/ovs-x2",
        pods.of(
            "/kubepods.slice/kubepods-burstable-pod0a1b2c3d_0000_1111_2222_333344445555.slice/x"));
    assertEquals(
        "kube-system/ovs-x2", pods.of("/kubepods/pod0a1b2c3d-0000-1111-2222-333344445555/x"));
  }

  @Test
  void withoutLogsTheUidNamesIt() {
    assertEquals(
        "pod 0a1b2c3d-0000-1111-2222-333344445555",
        new PodNames(logs.resolve("missing"))
            .of("/kubepods/pod0a1b2c3d-0000-1111-2222-333344445555/x"));
  }

  @Test
  void otherCgroupsAreNoPods() {
    assertNull(new PodNames(logs).of("/system.slice/ssh.service"));
    assertNull(new PodNames(logs).of(""));
  }
}
