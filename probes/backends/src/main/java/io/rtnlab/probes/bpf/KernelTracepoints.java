// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which tracepoints the running kernel's BTF describes, and BPF programs can therefore be attached
 * to: each has a typedef {@code btf_trace_NAME} there (include/trace/bpf_probe.h).
 */
final class KernelTracepoints {
  private static final Path BTF = Path.of("/sys/kernel/btf/vmlinux");

  private KernelTracepoints() {}

  /** An owner, or a thread of ours, that frees memory; the later two with CONFIG_MEMCG. */
  static final List<String> RECLAIM =
      List.of(
          "mm_vmscan_direct_reclaim_end",
          "mm_vmscan_direct_reclaim_begin",
          "mm_vmscan_memcg_reclaim_end",
          "mm_vmscan_memcg_reclaim_begin");

  /**
   * Those of some that there are; none where there is no BTF: then no program loads at all, and its
   * loader says why.
   */
  static List<String> among(List<String> tracepoints) throws IOException {
    if (!Files.isReadable(BTF)) {
      return List.of();
    }
    byte[] btf = Files.readAllBytes(BTF);
    return tracepoints.stream().filter(tracepoint -> names(btf, tracepoint)).toList();
  }

  /** The names of all types stand in one section, each ended by a 0. */
  static boolean names(byte[] btf, String tracepoint) {
    return new String(btf, ISO_8859_1).contains("\0btf_trace_" + tracepoint + "\0");
  }
}
