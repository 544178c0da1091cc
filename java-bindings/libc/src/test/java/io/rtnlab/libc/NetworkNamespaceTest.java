// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworkNamespaceTest {
  @BeforeEach
  void needsNamespaces() {
    Needs.netns();
  }

  @Test
  void creatingMovesNoThread() throws IOException {
    try (NetworkNamespace before = NetworkNamespace.current();
        NetworkNamespace created = NetworkNamespace.create();
        NetworkNamespace after = NetworkNamespace.current()) {
      assertEquals(before.inode(), after.inode());
      assertNotEquals(before.inode(), created.inode());
    }
  }

  @Test
  void runsWorkInside() throws IOException {
    try (NetworkNamespace created = NetworkNamespace.create()) {
      assertEquals(created.inode(), created.run(NetworkNamespaceTest::here));
      assertEquals(
          created.inode(),
          created.run(
              () -> {
                AtomicReference<Long> born = new AtomicReference<>();
                Thread child = Thread.ofPlatform().start(() -> born.set(hereUnchecked()));
                child.join();
                return born.get();
              }));
    }
  }

  @Test
  void aNewOneHasOnlyItsLoopback() throws IOException {
    try (NetworkNamespace created = NetworkNamespace.create()) {
      String devices = created.run(() -> Files.readString(Path.of("/proc/thread-self/net/dev")));
      assertTrue(devices.contains("lo:"), devices);
      String before = created.run(NetworkNamespaceTest::localAddresses);
      assertFalse(before.contains("127.0.0.1"), before);
      created.run(
          () -> {
            Loopback.up();
            return true;
          });
      String after = created.run(NetworkNamespaceTest::localAddresses);
      assertTrue(after.contains("127.0.0.1"), after);
    }
  }

  private static String localAddresses() throws IOException {
    return Files.readString(Path.of("/proc/thread-self/net/fib_trie"));
  }

  @Test
  void passesOnWhatTheWorkThrows() throws IOException {
    try (NetworkNamespace created = NetworkNamespace.create()) {
      IOException thrown =
          assertThrows(
              IOException.class,
              () ->
                  created.run(
                      () -> {
                        throw new IOException("as thrown");
                      }));
      assertEquals("as thrown", thrown.getMessage());
    }
  }

  @Test
  void neverMovesAVirtualThread() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (NetworkNamespace created = NetworkNamespace.create()) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  created.enter();
                } catch (IOException | IllegalStateException e) {
                  thrown.set(e);
                }
              })
          .join();
    }
    assertTrue(thrown.get() instanceof IllegalStateException, () -> "threw " + thrown.get());
  }

  @Test
  void threadIdIsTheKernels() throws IOException {
    assertEquals(
        Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString(),
        String.valueOf(ThreadId.current()));
  }

  private static long here() throws IOException {
    try (NetworkNamespace here = NetworkNamespace.current()) {
      return here.inode();
    }
  }

  private static long hereUnchecked() {
    try {
      return here();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
