// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import io.rtnlab.libc.DetachedMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * tracefs: where it is mounted already, else an instance of it that is mounted nowhere. There is
 * one tracefs for the machine, whichever way in is taken.
 */
final class TraceFileSystem implements AutoCloseable {
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

  private final Path root;
  private final @Nullable DetachedMount detached;

  private TraceFileSystem(Path root, @Nullable DetachedMount detached) {
    this.root = root;
    this.detached = detached;
  }

  static TraceFileSystem open() throws IOException {
    Optional<Path> mounted = mountedAt(Files.readString(MOUNTS));
    if (mounted.isPresent() && Files.isReadable(mounted.get().resolve("trace_clock"))) {
      return new TraceFileSystem(mounted.get(), null);
    }
    DetachedMount mount = DetachedMount.open("tracefs");
    return new TraceFileSystem(mount.root(), mount);
  }

  Path root() {
    return root;
  }

  @Override
  public void close() {
    if (detached != null) {
      detached.close();
    }
  }

  /**
   * Finds tracefs in a {@code mountinfo} (proc(5)): the root within the file system is the fourth
   * field, the mount point the fifth, the type the first after the hyphen.
   */
  static Optional<Path> mountedAt(String mountinfo) {
    return mountinfo
        .lines()
        .map(line -> line.split(" ", -1))
        .filter(fields -> fields.length > 5 && fields[3].equals("/"))
        .filter(fields -> String.join(" ", fields).contains(" - tracefs "))
        .map(fields -> Path.of(fields[4].replace("\\040", " ")))
        .findFirst();
  }
}
