// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * The owner of the mutex, as a program says that runs when it is asked to.
 *
 * <pre>
 *  .data.glanced   0 word u64 │ 8 owner u64 │ 16
 * </pre>
 */
final class Glance {
  static final String PROGRAM = "glance";
  private static final String SECTION = ".data.glanced";
  private static final int SEEN_BYTES = 16;
  private static final int OWNER = 8;

  private final SyscallProgram program;
  private final MemorySegment seen;

  /** That of a loaded object. */
  Glance(LoadedPrograms programs) throws IOException {
    this.program = new SyscallProgram(programs, PROGRAM);
    this.seen = programs.variables(SECTION, SEEN_BYTES);
  }

  /** As {@link TaskLooks#glance}. */
  int owner() {
    if (program.run() < 0) {
      return TaskLooks.LOOK;
    }
    int owner = (int) seen.get(JAVA_LONG, OWNER);
    return owner == 0 && seen.get(JAVA_LONG, 0) != 0 ? TaskLooks.LOOK : owner;
  }
}
