// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.netlink.session.Errno;
import org.junit.jupiter.api.Test;

/** The two modules know the same error numbers, though neither depends on the other. */
class ErrnoAgreesTest {
  private static final int FIRST_OF_THE_KERNEL_ALONE = 512;

  @Test
  void namesAreThoseOfLibc() {
    for (int errno = 0; errno < FIRST_OF_THE_KERNEL_ALONE; errno++) {
      assertEquals(io.rtnlab.libc.Errno.name(errno), Errno.name(errno));
    }
    assertEquals("ENOTSUPP", Errno.name(524));
  }
}
