// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.live;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.libc.DetachedMount;
import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallNumber;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * What a run could leave behind on this machine.
 *
 * @param links in the initial network namespace
 * @param namedNamespaces in /run/netns
 * @param namespacesInUse inode numbers of the network namespaces that any process is in
 * @param tracefsInstances instances in tracefs
 * @param bpfPrograms ids of all loaded BPF programs
 */
record HostPicture(
    Set<String> links,
    Set<String> namedNamespaces,
    Set<String> namespacesInUse,
    Set<String> tracefsInstances,
    Set<String> bpfPrograms) {
  private static final int BPF_PROG_GET_NEXT_ID = 11;
  private static final int ATTRIBUTE_BYTES = 16;
  private static final long PATIENCE_MS = 30_000;

  static HostPicture take() throws IOException {
    try (DetachedMount tracefs = DetachedMount.open("tracefs")) {
      return new HostPicture(
          names(Path.of("/sys/class/net")),
          names(Path.of("/run/netns")),
          inodesOfNamespaces(),
          names(tracefs.resolve("instances")),
          idsOfBpfPrograms());
    }
  }

  /**
   * Waits until nothing is there that was not there before: processes end, and the kernel takes
   * namespaces and programs down, a little later.
   */
  static void awaitNothingSince(HostPicture before) throws IOException, InterruptedException {
    long patienceMs = PATIENCE_MS;
    while (!take().without(before).isEmpty() && patienceMs > 0) {
      TimeUnit.MILLISECONDS.sleep(100);
      patienceMs -= 100;
    }
    HostPicture left = take().without(before);
    assertTrue(left.isEmpty(), () -> "left behind: " + left);
  }

  private HostPicture without(HostPicture before) {
    return new HostPicture(
        less(links, before.links),
        less(namedNamespaces, before.namedNamespaces),
        less(namespacesInUse, before.namespacesInUse),
        less(tracefsInstances, before.tracefsInstances),
        less(bpfPrograms, before.bpfPrograms));
  }

  private static Set<String> less(Set<String> now, Set<String> before) {
    Set<String> added = new TreeSet<>(now);
    added.removeAll(before);
    return added;
  }

  private boolean isEmpty() {
    return links.isEmpty()
        && namedNamespaces.isEmpty()
        && namespacesInUse.isEmpty()
        && tracefsInstances.isEmpty()
        && bpfPrograms.isEmpty();
  }

  private static Set<String> names(Path folder) {
    String[] names = folder.toFile().list();
    return names == null ? Set.of() : new TreeSet<>(Arrays.asList(names));
  }

  private static Set<String> inodesOfNamespaces() {
    File[] processes = new File("/proc").listFiles((dir, name) -> name.matches("\\d+"));
    Set<String> inodes = new TreeSet<>();
    for (File process : processes == null ? List.<File>of() : List.of(processes)) {
      try {
        inodes.add(Files.readSymbolicLink(process.toPath().resolve("ns/net")).toString());
      } catch (IOException gone) {
        // it ended meanwhile
      }
    }
    return inodes;
  }

  /** struct bpf_attr: u32 start_id, u32 next_id. */
  private static Set<String> idsOfBpfPrograms() {
    Set<String> ids = new TreeSet<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
      while (SystemCall.ofThread()
              .call(
                  SystemCallNumber.BPF,
                  BPF_PROG_GET_NEXT_ID,
                  attribute.address(),
                  attribute.byteSize())
          == 0) {
        int id = attribute.get(JAVA_INT, 4);
        ids.add(Integer.toString(id));
        attribute.set(JAVA_INT, 0, id);
      }
    }
    return ids;
  }
}
