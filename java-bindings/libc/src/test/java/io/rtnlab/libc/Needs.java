// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;

/** What a test needs, found out by trying; the test is skipped by name where it is not there. */
public final class Needs {
  private Needs() {}

  /** A network namespace of one's own. */
  public static void netns() {
    try {
      NetworkNamespace.create().close();
    } catch (IOException e) {
      assumeTrue(false, "needs netns: " + e.getMessage());
    }
  }

  /** A file system of the kernel, mounted nowhere. */
  public static DetachedMount mount(String fileSystem) {
    try {
      return DetachedMount.open(fileSystem);
    } catch (IOException e) {
      assumeTrue(false, "needs " + fileSystem + ": " + e.getMessage());
      throw new AssertionError(e);
    }
  }
}
