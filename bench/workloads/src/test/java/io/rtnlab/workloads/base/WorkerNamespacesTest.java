// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.workloads.InNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkerNamespacesTest {
  @BeforeEach
  void needsNamespaces() {
    InNamespace.needed();
  }

  @Test
  void eachWorkerHasItsOwn() throws Exception {
    try (WorkerNamespaces namespaces = WorkerNamespaces.ownEach(2)) {
      long before = here();
      enter(namespaces, 0);
      enter(namespaces, 1);
      assertNotEquals(namespaces.inode(0), namespaces.inode(1));
      assertNotEquals(before, namespaces.inode(0));
      assertEquals(before, here());
    }
  }

  @Test
  void orAllAreInOne() throws Exception {
    try (WorkerNamespaces namespaces = WorkerNamespaces.oneForAll(2)) {
      enter(namespaces, 0);
      enter(namespaces, 1);
      assertEquals(namespaces.inode(0), namespaces.inode(1));
      assertNotEquals(here(), namespaces.inode(0));
    }
  }

  @Test
  void namesTheThreadAsTheKernelCallsIt() throws Exception {
    try (WorkerNamespaces namespaces = WorkerNamespaces.ownEach(1)) {
      FutureTask<String> task =
          new FutureTask<>(
              () -> {
                int thread = namespaces.enter(0);
                Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
                return thread + " " + self.getFileName();
              });
      Thread.ofPlatform().start(task).join();
      String[] both = task.get().split(" ", 2);
      assertEquals(both[1], both[0]);
    }
  }

  @Test
  void newLinksStayQuietAndTheHostsAreNotTouched() throws Exception {
    Path generation = Path.of("/proc/sys/net/ipv6/conf/default/addr_gen_mode");
    String before = Files.readString(generation);
    try (WorkerNamespaces namespaces = WorkerNamespaces.ownEach(1)) {
      FutureTask<String> task =
          new FutureTask<>(
              () -> {
                namespaces.enter(0);
                return Files.readString(generation);
              });
      Thread.ofPlatform().start(task).join();
      assertTrue(task.get().startsWith("1"));
    }
    assertEquals(before, Files.readString(generation));
  }

  private static void enter(WorkerNamespaces namespaces, int worker) throws Exception {
    FutureTask<Integer> task = new FutureTask<>(() -> namespaces.enter(worker));
    Thread.ofPlatform().start(task).join();
    task.get();
  }

  private static long here() throws IOException {
    try (NetworkNamespace namespace = NetworkNamespace.current()) {
      return namespace.inode();
    }
  }
}
