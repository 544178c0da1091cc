// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of the command line are those of the operations. */
class WorkloadOptionsTest {
  private static final WorkloadOptions DEFAULT = WorkloadOptions.DEFAULT;

  @Test
  void bothEndsAreWithin() {
    assertEquals(1, DEFAULT.withLinks(1).links());
    assertEquals(10_000, DEFAULT.withLinks(10_000).links());
    assertEquals(1, DEFAULT.withBatch(1).batch());
    assertEquals(1024, DEFAULT.withBatch(1024).batch());
  }

  @ParameterizedTest
  @CsvSource({"0", "10001"})
  void linksBeyond(int links) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> DEFAULT.withLinks(links));
    assertEquals("--links is from 1 to 10000, not " + links, refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0", "1025"})
  void batchesBeyond(int batch) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> DEFAULT.withBatch(batch));
    assertEquals("--batch is from 1 to 1024, not " + batch, refused.getMessage());
  }
}
