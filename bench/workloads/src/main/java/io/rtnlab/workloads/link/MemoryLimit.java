// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A control group with {@code memory.high} (cgroup v2) that holds this process while anybody here
 * has entered it; the process goes back and the group goes with the last. Memory that the process
 * had before stays with its old group.
 *
 * <p>Over the limit the kernel frees memory of the group, and lets the thread sleep the longer, the
 * further it is over: by the square of the share of the limit (mm/memcontrol.c, {@code
 * calculate_high_delay}). The group therefore holds a ballast, and what is made beyond the limit is
 * a few per cent of it: some 100 ms, where all of it would be many seconds.
 */
final class MemoryLimit implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final String PREFIX = "rtnlab-memory-";
  private static final String CONTROLLER = "memory";
  private static final Path OF_CHILDREN = ROOT.resolve("cgroup.subtree_control");
  private static final String PROCESSES = "cgroup.procs";
  private static final String NO_LIMIT = "max";
  private static final long BALLAST_BYTES = 64L << 20;

  /** How far over the limit a request comes in the end. */
  private static final long EXCESS_BYTES = 2L << 20;

  private static @Nullable MemoryLimit entered;

  private final Path group;
  private final Path before;
  private final boolean enabledHere;
  private @Nullable Arena ballast;
  private int users;

  private MemoryLimit(Path group, Path before, boolean enabledHere) {
    this.group = group;
    this.before = before;
    this.enabledHere = enabledHere;
  }

  /** Why there can be none on this machine; empty where there can. */
  static Optional<String> whyNot() {
    Path controllers = ROOT.resolve("cgroup.controllers");
    if (!Files.exists(controllers)) {
      return Optional.of("/sys/fs/cgroup is not cgroup v2");
    }
    try {
      if (!words(controllers).contains(CONTROLLER)) {
        return Optional.of("cgroup v2 of this machine has no memory controller");
      }
    } catch (IOException unreadable) {
      return Optional.of(unreadable.toString());
    }
    return Files.isWritable(ROOT.resolve(PROCESSES))
        ? Optional.empty()
        : Optional.of("this account may make no control group in /sys/fs/cgroup");
  }

  private static List<String> words(Path file) throws IOException {
    return List.of(Files.readString(file).strip().split(" ", -1));
  }

  /** Puts this process into the group, which is made for the first who enters. */
  static synchronized MemoryLimit enter() throws IOException {
    MemoryLimit limit = entered == null ? make() : entered;
    entered = limit;
    limit.users++;
    return limit;
  }

  private static MemoryLimit make() throws IOException {
    removeLeftOver();
    boolean enabled = words(OF_CHILDREN).contains(CONTROLLER);
    if (!enabled) {
      Files.writeString(OF_CHILDREN, "+" + CONTROLLER);
    }
    Path before = ROOT.resolve(own().substring(1));
    Path group = ROOT.resolve(PREFIX + ProcessHandle.current().pid());
    Files.createDirectory(group);
    MemoryLimit limit = new MemoryLimit(group, before, !enabled);
    try {
      Files.writeString(group.resolve(PROCESSES), "0");
      Arena arena = Arena.ofShared();
      limit.ballast = arena;
      arena.allocate(BALLAST_BYTES).fill((byte) 1);
      return limit;
    } catch (IOException | RuntimeException failed) {
      limit.leave();
      throw failed;
    }
  }

  /** This process's group as cgroup v2 names it, such as {@code /user.slice}. */
  private static String own() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
        .filter(line -> line.startsWith("0::/"))
        .findFirst()
        .orElseThrow(() -> new IOException("this process is in no group of cgroup v2"))
        .substring("0::".length());
  }

  /** Groups of runs that were killed hold no process, and go; the kernel keeps the others. */
  private static void removeLeftOver() throws IOException {
    try (DirectoryStream<Path> groups = Files.newDirectoryStream(ROOT, PREFIX + "*")) {
      for (Path group : groups) {
        removeUnused(group);
      }
    } catch (DirectoryIteratorException unreadable) {
      throw unreadable.getCause();
    }
  }

  private static void removeUnused(Path group) {
    try {
      Files.delete(group);
    } catch (IOException inUse) {
      // by another run
    }
  }

  /** Bytes that the group has now ({@code memory.current}). */
  long currentBytes() {
    try {
      return Long.parseLong(Files.readString(group.resolve("memory.current")).strip());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Sets the limit so that the last part of a request is over it.
   *
   * @param needBytes what the request allocates in all
   */
  void tighten(long needBytes) {
    limit(Long.toString(currentBytes() + Math.max(0, needBytes - EXCESS_BYTES)));
  }

  /** Nothing is over the limit. */
  void lift() {
    limit(NO_LIMIT);
  }

  private void limit(String bytes) {
    try {
      Files.writeString(group.resolve("memory.high"), bytes);
    } catch (IOException refused) {
      throw new UncheckedIOException("cannot set memory.high of " + group, refused);
    }
  }

  @Override
  public void close() {
    synchronized (MemoryLimit.class) {
      users--;
      if (users == 0) {
        entered = null;
        leave();
      }
    }
  }

  private void leave() {
    try {
      lift();
      Files.writeString(before.resolve(PROCESSES), "0");
      Arena held = ballast;
      if (held != null) {
        held.close();
      }
      Files.delete(group);
      if (enabledHere) {
        Files.writeString(OF_CHILDREN, "-" + CONTROLLER);
      }
    } catch (IOException refused) {
      throw new UncheckedIOException("cannot take back the control group " + group, refused);
    }
  }
}
