// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.libc.SystemCallNumber;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One {@code bpf(2)}: a command and its {@code union bpf_attr} (include/uapi/linux/bpf.h), all zero
 * at first.
 *
 * <pre>
 *  BPF_MAP_CREATE        0 type │ 4 key bytes │ 8 value bytes │ 12 entries
 *  BPF_MAP_UPDATE_ELEM   0 map │ 8 key u64 │ 16 value u64
 *  BPF_PROG_LOAD         0 type │ 4 count │ 8 instructions u64 │ 16 license u64 │ 44 flags │ 120 maps u64
 *  BPF_PROG_TEST_RUN     0 program │ 4 result │ 40 context bytes │ 48 context u64
 *  BPF_LINK_CREATE       0 program │ 8 attach type
 *  BPF_ITER_CREATE       0 link
 * </pre>
 */
final class BpfCall {
  static final int MAP_CREATE = 0;
  static final int MAP_UPDATE_ELEM = 2;
  static final int PROG_LOAD = 5;
  static final int PROG_TEST_RUN = 10;
  static final int LINK_CREATE = 28;
  static final int ITER_CREATE = 33;

  private static final int ATTRIBUTE_BYTES = 128;

  private final int command;
  private final MemorySegment attribute;

  BpfCall(int command, Arena arena) {
    this.command = command;
    this.attribute = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
  }

  /** Sets a 32-bit member. */
  BpfCall number(int offset, int value) {
    attribute.set(JAVA_INT, offset, value);
    return this;
  }

  /** Sets a member that points to memory. */
  BpfCall pointer(int offset, MemorySegment memory) {
    attribute.set(JAVA_LONG, offset, memory.address());
    return this;
  }

  /** A 32-bit member, such as one that the kernel has set. */
  int number(int offset) {
    return attribute.get(JAVA_INT, offset);
  }

  /** Calls the kernel; returns its answer or {@code -errno}. */
  long call() {
    return SystemCall.ofThread()
        .call(SystemCallNumber.BPF, command, attribute.address(), attribute.byteSize());
  }

  /**
   * The same, where the answer is a file descriptor.
   *
   * @param step what is done, for the sentence of a refusal
   */
  Descriptor descriptor(String step) throws SystemCallException {
    return Descriptor.adopt(SystemCallException.check(step, call()));
  }
}
