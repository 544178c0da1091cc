// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  /** As {@code ip netns add} leaves it: a file that the namespace is mounted on. */
  @Test
  void opensWhatIsMountedOnAFile(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("blue"));
    try (NetworkNamespace created = NetworkNamespace.create()) {
      long opened =
          created.run(
              () -> {
                Namespaces.unshare(Namespaces.CLONE_NEWNS); // no other process sees the mount
                run("mount", "--make-rprivate", "/");
                run("mount", "--bind", "/proc/self/ns/net", file.toString());
                try (NetworkNamespace blue = NetworkNamespace.open(file)) {
                  return blue.inode();
                }
              });
      assertEquals(created.inode(), opened);
    }
  }

  @Test
  void refusesWhatIsNone(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("plain"));
    for (Path none : List.of(file, folder, Path.of("/proc/self/ns/pid"), Path.of("/dev/null"))) {
      IOException refused = assertThrows(IOException.class, () -> NetworkNamespace.open(none));
      assertEquals(none + " is no network namespace", refused.getMessage());
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
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
