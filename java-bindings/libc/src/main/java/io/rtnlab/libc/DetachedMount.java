// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import java.lang.foreign.Arena;
import java.nio.file.Path;

/**
 * A file system of the kernel (tracefs, debugfs, bpf, sysfs, …) that is mounted nowhere: an open
 * descriptor is the only way in ({@code fsopen(2)}, {@code fsmount(2)}), so no other process's
 * mount namespace changes and nothing is left when the process ends, {@code kill -9} included.
 *
 * <p>{@code sysfs} shows the network namespace of the thread that opens it.
 */
public final class DetachedMount implements AutoCloseable {
  private static final int FSOPEN_CLOEXEC = 1;
  private static final int FSMOUNT_CLOEXEC = 1;
  private static final int FSCONFIG_CMD_CREATE = 6;

  private final Descriptor root;

  private DetachedMount(Descriptor root) {
    this.root = root;
  }

  /**
   * Makes an instance of a file system.
   *
   * @param fileSystem name as in {@code /proc/filesystems}
   */
  public static DetachedMount open(String fileSystem) throws SystemCallException {
    SystemCall kernel = SystemCall.ofThread();
    try (Arena arena = Arena.ofConfined()) {
      long name = arena.allocateFrom(fileSystem).address();
      long opened = kernel.call(SystemCallNumber.FSOPEN, name, FSOPEN_CLOEXEC);
      SystemCallException.check("fsopen(" + fileSystem + ")", opened);
      try (Descriptor context = Descriptor.adopt(opened)) {
        long created =
            kernel.call(SystemCallNumber.FSCONFIG, context.number(), FSCONFIG_CMD_CREATE, 0, 0, 0);
        SystemCallException.check("fsconfig(" + fileSystem + ", CMD_CREATE)", created);
        long mounted = kernel.call(SystemCallNumber.FSMOUNT, context.number(), FSMOUNT_CLOEXEC, 0);
        SystemCallException.check("fsmount(" + fileSystem + ")", mounted);
        return new DetachedMount(Descriptor.adopt(mounted));
      }
    }
  }

  /** Its root, for every thread of this process; other processes cannot follow it. */
  public Path root() {
    return Path.of(root.path());
  }

  /** A file of it, for every thread of this process. */
  public Path resolve(String relative) {
    return root().resolve(relative);
  }

  @Override
  public void close() {
    root.close();
  }
}
