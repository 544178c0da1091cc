// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.libc.Namespaces;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.libc.ThreadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Gives every worker's thread a network namespace: one of its own, or one for all. They have no
 * name and no file, so they end with the process, however it ends. The namespace that the process
 * was started in is never changed.
 */
public final class WorkerNamespaces implements AutoCloseable {
  /** Sets how addresses of new links are made: 1 is IN6_ADDR_GEN_MODE_NONE. */
  private static final Path ADDRESS_GENERATION =
      Path.of("/proc/sys/net/ipv6/conf/default/addr_gen_mode");

  private final @Nullable NetworkNamespace shared;
  private final AtomicLongArray inodes;

  private WorkerNamespaces(int workers, @Nullable NetworkNamespace shared) {
    this.shared = shared;
    inodes = new AtomicLongArray(workers);
  }

  /** Each worker will be in a namespace of its own. */
  public static WorkerNamespaces ownEach(int workers) {
    return new WorkerNamespaces(workers, null);
  }

  /** All workers will be in one namespace, made now. */
  public static WorkerNamespaces oneForAll(int workers) throws IOException {
    return new WorkerNamespaces(workers, NetworkNamespace.create());
  }

  public boolean isShared() {
    return shared != null;
  }

  /**
   * Moves the calling platform thread into the worker's namespace, for good.
   *
   * @return the thread's id in the kernel
   */
  public int enter(int worker) throws IOException {
    if (shared == null) {
      Namespaces.unshare(Namespaces.CLONE_NEWNET);
    } else {
      shared.enter();
    }
    try (NetworkNamespace here = NetworkNamespace.current()) {
      inodes.set(worker, here.inode());
    }
    keepQuiet();
    int thread = ThreadId.current();
    wakeOnTime(thread);
    return thread;
  }

  /**
   * New links get no IPv6 link-local address: looking for duplicates of it would take the RTNL
   * seconds later, amid the measurement. Where the kernel has no IPv6 or /proc/sys is read-only
   * that noise stays.
   */
  private static void keepQuiet() {
    write(ADDRESS_GENERATION, "1");
  }

  /** An open loop's sleeping worker wakes up to 50 µs late unless it says that it minds. */
  private static void wakeOnTime(int thread) {
    write(Path.of("/proc/" + thread + "/timerslack_ns"), "1");
  }

  private static void write(Path file, String value) {
    try {
      Files.writeString(file, value);
    } catch (IOException notHere) {
      // Both are for less noise, neither for right results.
    }
  }

  /** Inode number of the namespace that a worker has entered, 0 before. */
  public long inode(int worker) {
    return inodes.get(worker);
  }

  /** Lets go of the shared one; it ends with its last thread and socket. */
  @Override
  public void close() {
    if (shared != null) {
      shared.close();
    }
  }
}
