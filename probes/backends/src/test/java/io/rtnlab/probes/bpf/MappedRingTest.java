// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rtnlab.libc.PageSize;
import org.junit.jupiter.api.Test;

class MappedRingTest {

  @Test
  void sizesAreRoundedUpToWhatTheKernelAccepts() {
    int page = PageSize.bytes();
    assertEquals(page, MappedRing.sizeFor(0));
    assertEquals(page, MappedRing.sizeFor(page));
    assertEquals(2 * page, MappedRing.sizeFor(page + 1));
    assertEquals(1 << 23, MappedRing.sizeFor(8 << 20));
    assertEquals(1 << 24, MappedRing.sizeFor((8 << 20) + 1));
    assertThrows(ArithmeticException.class, () -> MappedRing.sizeFor(Integer.MAX_VALUE));
  }

  @Test
  void withManyCpusTheSharesAreMoreThanTheWhole() {
    assertEquals(4 << 20, MappedRing.shareOf(8 << 20, 2));
    assertEquals(256 << 10, MappedRing.shareOf(8 << 20, 256));
    assertEquals(64 << 10, MappedRing.shareOf(64 << 10, 256));
  }
}
