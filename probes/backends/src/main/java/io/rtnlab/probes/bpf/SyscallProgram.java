// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import java.io.IOException;
import java.lang.foreign.Arena;

/** A program that runs when it is asked to: a {@code BPF_PROG_TYPE_SYSCALL} (Linux 5.14). */
final class SyscallProgram {
  private final BpfCall run;

  SyscallProgram(LoadedPrograms programs, String name) throws IOException {
    this.run = new BpfCall(BpfCall.PROG_TEST_RUN, Arena.ofAuto()).number(0, programs.program(name));
  }

  /** Runs it; returns 0, or {@code -errno} where it did not run. */
  long run() {
    return run.call();
  }
}
