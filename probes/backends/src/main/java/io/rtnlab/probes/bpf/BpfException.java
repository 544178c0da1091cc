// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import java.io.IOException;

/** Something between here and a running BPF program failed; says what, and what would help. */
public final class BpfException extends IOException {
  private static final long serialVersionUID = 1;

  static final String ELSEWHERE = "another backend may serve: --probe tracepoints";

  private final String reason;
  private final String remedy;

  BpfException(String reason, String remedy) {
    super(reason + "; " + remedy);
    this.reason = reason;
    this.remedy = remedy;
  }

  /** What was refused, as the kernel or libbpf said it. */
  public String reason() {
    return reason;
  }

  /** What would unlock it, as an instruction. */
  public String remedy() {
    return remedy;
  }
}
