// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KernelTracepointsTest {
  private static final byte[] BTF =
      "\0mutex\0btf_trace_contention_begin\0btf_trace_contended_releases\0".getBytes(ISO_8859_1);

  @Test
  void aTracepointIsFoundByItsWholeName() {
    assertTrue(KernelTracepoints.names(BTF, "contention_begin"));
    assertFalse(KernelTracepoints.names(BTF, "contended_release"));
    assertFalse(KernelTracepoints.names(BTF, "begin"));
  }
}
