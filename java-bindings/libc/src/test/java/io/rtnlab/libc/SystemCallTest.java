// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SystemCallTest {
  @Test
  void returnsWhatTheKernelReturns() {
    long opened = SystemCall.ofThread().call(SystemCallNumber.EVENTFD2, 0, 0);
    assertTrue(opened > 2);
    assertEquals(0, SystemCall.ofThread().call(SystemCallNumber.CLOSE, opened));
  }

  @Test
  void returnsTheErrorNumberNegated() {
    assertEquals(-Errno.EBADF, SystemCall.ofThread().call(SystemCallNumber.CLOSE, -1));
    assertEquals(-Errno.ENOSYS, SystemCall.ofThread().call(99_999));
  }

  @Test
  void keepsTheErrorsOfTwoInstancesApart() {
    SystemCall one = new SystemCall();
    SystemCall other = new SystemCall();
    assertEquals(-Errno.EBADF, one.call(SystemCallNumber.CLOSE, -1));
    assertEquals(-Errno.ENOSYS, other.call(99_999));
    assertEquals(-Errno.EBADF, one.call(SystemCallNumber.CLOSE, -1));
  }

  @Test
  void checkNamesCallAndError() {
    SystemCallException thrown =
        assertThrows(
            SystemCallException.class, () -> SystemCallException.check("open x", -Errno.ENOENT));
    assertEquals("open x: ENOENT (2): No such file or directory", thrown.getMessage());
    assertEquals(Errno.ENOENT, thrown.errno());
  }

  @Test
  @Tag("allocation")
  void allocatesNothingOnceWarm() {
    SystemCall kernel = new SystemCall();
    assertEquals(0, AllocatedBytes.onceWarm(() -> kernel.call(SystemCallNumber.CLOSE, -1)));
  }

  @Test
  @Tag("allocation")
  void ofThreadAllocatesNothingOnceWarm() {
    assertEquals(
        0, AllocatedBytes.onceWarm(() -> SystemCall.ofThread().call(SystemCallNumber.GETTID)));
  }
}
