// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which tracepoints the running kernel's BTF describes, and BPF programs can therefore be attached
 * to: each has a typedef {@code btf_trace_NAME} there (include/trace/bpf_probe.h).
 */
final class KernelTracepoints {
  private static final Path BTF = Path.of("/sys/kernel/btf/vmlinux");

  private KernelTracepoints() {}

  /** False as well where there is no BTF: then no program loads at all, and its loader says why. */
  static boolean has(String tracepoint) throws IOException {
    return Files.isReadable(BTF) && names(Files.readAllBytes(BTF), tracepoint);
  }

  /** The names of all types stand in one section, each ended by a 0. */
  static boolean names(byte[] btf, String tracepoint) {
    return new String(btf, ISO_8859_1).contains("\0btf_trace_" + tracepoint + "\0");
  }
}
