// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DetachedMountTest {
  @Test
  void tracefsIsReadAndMountedNowhere() throws Exception {
    String before = Files.readString(Path.of("/proc/self/mounts"));
    try (DetachedMount tracefs = Needs.mount("tracefs")) {
      Path format = tracefs.resolve("events/lock/contention_begin/format");
      assertTrue(Files.readString(format).contains("field:void * lock_addr;"));
      Thread other =
          Thread.ofPlatform().start(() -> assertTrue(Files.isReadable(format), "another thread"));
      other.join();
      assertEquals(before, Files.readString(Path.of("/proc/self/mounts")));
    }
  }

  @Test
  void tracefsInstancesComeAndGo() throws IOException {
    try (DetachedMount tracefs = Needs.mount("tracefs")) {
      Path instance =
          tracefs.resolve("instances/rtnlab-libc-test-" + ProcessHandle.current().pid());
      Files.createDirectory(instance);
      try {
        assertTrue(Files.isReadable(instance.resolve("trace_clock")));
      } finally {
        Files.delete(instance);
      }
      assertTrue(Files.notExists(instance));
    }
  }

  @Test
  void sysfsShowsTheNamespaceOfWhoOpensIt() throws IOException {
    Needs.netns();
    try (NetworkNamespace namespace = NetworkNamespace.create();
        DetachedMount sysfs = namespace.run(() -> Needs.mount("sysfs"));
        Stream<Path> devices = Files.list(sysfs.resolve("class/net"))) {
      assertEquals(List.of("lo"), devices.map(path -> path.getFileName().toString()).toList());
    }
  }

  @Test
  void anUnknownFileSystemIsNamed() {
    SystemCallException thrown =
        assertThrows(SystemCallException.class, () -> DetachedMount.open("nonsensefs"));
    assertEquals("fsopen(nonsensefs): ENODEV (19): No such device", thrown.getMessage());
  }
}
