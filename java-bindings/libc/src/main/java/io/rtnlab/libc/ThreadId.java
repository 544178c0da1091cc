// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's ids of threads ({@code task_struct.pid}). */
public final class ThreadId {
  /** {@code PROC_PID_INIT_INO}: the inode number of the first PID namespace. */
  private static final long INITIAL_PID_NAMESPACE = 0xEFFFFFFCL;

  private ThreadId() {}

  /**
   * The id of the thread that runs this ({@code gettid(2)}): for a virtual thread, its carrier of
   * this moment.
   */
  public static int current() {
    return (int) SystemCall.ofThread().call(SystemCallNumber.GETTID);
  }

  /**
   * Whether probes see the same ids as {@link #current()} gives: only outside of any PID namespace
   * but the first.
   */
  public static boolean asProbesSeeIt() throws IOException {
    return Namespaces.inode(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString())
        == INITIAL_PID_NAMESPACE;
  }
}
