// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorTest {
  @Test
  void readsWhatWasWritten(@TempDir Path folder) throws IOException {
    Path path = Files.createFile(folder.resolve("file"));
    try (Descriptor file = Descriptor.open(path.toString(), Descriptor.O_RDWR);
        Descriptor again = Descriptor.open(file.path(), Descriptor.O_RDONLY);
        Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(16);
      assertEquals(4, file.write(arena.allocateFrom("rtnl").asSlice(0, 4)));
      assertEquals(4, again.read(buffer));
      assertEquals('r', buffer.get(JAVA_BYTE, 0));
      assertEquals(0, again.read(buffer));
    }
  }

  @Test
  void mapsAFileAndForbidsItsMemoryAfterwards(@TempDir Path folder) throws IOException {
    Path path = Files.write(folder.resolve("file"), new byte[4096]);
    Mapping mapping;
    try (Descriptor file = Descriptor.open(path.toString(), Descriptor.O_RDWR)) {
      mapping =
          Mapping.of(file, 0, 4096, Mapping.PROT_READ | Mapping.PROT_WRITE, Mapping.MAP_SHARED);
    }
    mapping.segment().set(JAVA_BYTE, 7, (byte) 42);
    assertEquals(42, Files.readAllBytes(path)[7]);
    mapping.close();
    mapping.close();
    assertThrows(IllegalStateException.class, () -> mapping.segment().get(JAVA_BYTE, 7));
  }

  @Test
  void aMissingFileIsNamed() {
    IOException thrown =
        assertThrows(
            SystemCallException.class, () -> Descriptor.open("/nowhere", Descriptor.O_RDONLY));
    assertEquals("open /nowhere: ENOENT (2): No such file or directory", thrown.getMessage());
  }

  @Test
  void closesOnce() throws IOException {
    Descriptor file = Descriptor.open("/dev/null", Descriptor.O_RDONLY);
    file.close();
    try (Descriptor next = Descriptor.open("/dev/zero", Descriptor.O_RDONLY)) {
      file.close(); // next has got its number by now
      assertEquals("/dev/zero", Files.readSymbolicLink(Path.of(next.path())).toString());
    }
    assertThrows(IllegalStateException.class, file::number);
  }

  @Test
  void refusesMemoryOnTheHeap() throws IOException {
    try (Descriptor file = Descriptor.open("/dev/zero", Descriptor.O_RDONLY)) {
      assertThrows(
          IllegalArgumentException.class, () -> file.read(MemorySegment.ofArray(new byte[8])));
    }
  }

  @Test
  void pollShowsWhoIsReady() throws IOException {
    try (Descriptor silent =
            Descriptor.adopt(SystemCall.ofThread().call(SystemCallNumber.EVENTFD2, 0, 0));
        Descriptor ready =
            Descriptor.adopt(SystemCall.ofThread().call(SystemCallNumber.EVENTFD2, 1, 0))) {
      Poll both = new Poll(silent, ready);
      assertEquals(1, both.awaitNs(1_000_000_000L));
      assertEquals(false, both.ready(0));
      assertEquals(true, both.ready(1));
      assertEquals(0, new Poll(silent).awaitNs(1));
    }
  }

  @Test
  void nanoTimeIsTheMonotonicClock() {
    assertEquals(0, MonotonicClock.nanoTimeOffsetNs());
  }
}
