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
}
