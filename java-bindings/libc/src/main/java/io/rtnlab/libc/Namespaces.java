// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

/**
 * Moves the calling thread, and it alone, between namespaces ({@code unshare(2)}, {@code
 * setns(2)}). Threads that it starts afterwards inherit where it is.
 */
public final class Namespaces {
  public static final int CLONE_NEWNS = 0x0002_0000;
  public static final int CLONE_NEWNET = 0x4000_0000;

  private Namespaces() {}

  /**
   * Gives the calling platform thread new namespaces.
   *
   * @param flags {@code CLONE_NEW…}
   * @throws IllegalStateException on a virtual thread, whose carrier would be moved for all others
   */
  public static void unshare(int flags) throws SystemCallException {
    requirePlatformThread();
    SystemCallException.check(
        "unshare (needs CAP_SYS_ADMIN: run as root, or under unshare -Urn)",
        SystemCall.ofThread().call(SystemCallNumber.UNSHARE, flags));
  }

  /**
   * Moves the calling platform thread into a namespace.
   *
   * @param namespace an open file of {@code /proc/…/ns/}
   * @param kind the {@code CLONE_NEW…} that the file must be
   * @throws IllegalStateException on a virtual thread, whose carrier would be moved for all others
   */
  public static void enter(Descriptor namespace, int kind) throws SystemCallException {
    requirePlatformThread();
    SystemCallException.check(
        "setns (needs CAP_SYS_ADMIN: run as root, or under unshare -Urn)",
        SystemCall.ofThread().call(SystemCallNumber.SETNS, namespace.number(), kind));
  }

  /** The number in a name such as {@code net:[4026531840]}. */
  static long inode(String name) {
    return Long.parseLong(name, name.indexOf('[') + 1, name.indexOf(']'), 10);
  }

  private static void requirePlatformThread() {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException(
          "a virtual thread cannot change namespace: its carrier thread would stay there and run"
              + " others; use a platform thread");
    }
  }
}
