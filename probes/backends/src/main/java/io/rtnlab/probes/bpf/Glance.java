// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallNumber;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A program that runs when it is asked to ({@code BPF_PROG_TEST_RUN} of a {@code
 * BPF_PROG_TYPE_SYSCALL}, Linux 5.14), and what it saw last.
 *
 * <pre>
 *  union bpf_attr for BPF_PROG_TEST_RUN   0 prog_fd u32 │ … │ 80
 *  .data.glanced                          0 word u64 │ 8 owner u64 │ 16
 * </pre>
 */
final class Glance {
  static final String PROGRAM = "glance";
  private static final String SECTION = ".data.glanced";
  private static final int BPF_PROG_TEST_RUN = 10;
  private static final int ATTRIBUTE_BYTES = 80;
  private static final int SEEN_BYTES = 16;
  private static final int OWNER = 8;

  private final MemorySegment attribute = Arena.ofAuto().allocate(ATTRIBUTE_BYTES, Long.BYTES);
  private final MemorySegment seen;

  private Glance(int program, MemorySegment seen) {
    this.seen = seen;
    attribute.set(JAVA_INT, 0, program);
  }

  /** That of a loaded object. */
  static Glance of(BpfObject object) throws IOException {
    return new Glance(object.program(PROGRAM), object.variables(SECTION, SEEN_BYTES));
  }

  /** As {@link TaskLooks#glance}. */
  int owner() {
    long result =
        SystemCall.ofThread()
            .call(
                SystemCallNumber.BPF, BPF_PROG_TEST_RUN, attribute.address(), attribute.byteSize());
    if (result < 0) {
      return TaskLooks.LOOK;
    }
    int owner = (int) seen.get(JAVA_LONG, OWNER);
    return owner == 0 && seen.get(JAVA_LONG, 0) != 0 ? TaskLooks.LOOK : owner;
  }
}
