// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.libc.SystemCallNumber;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.ProgramCost;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * While open, the kernel takes the time of every BPF program on this machine ({@code
 * BPF_ENABLE_STATS}), which itself costs two clock readings a run.
 *
 * <pre>
 *  union bpf_attr for BPF_ENABLE_STATS         0 type u32
 *  union bpf_attr for BPF_OBJ_GET_INFO_BY_FD   0 bpf_fd u32 │ 4 info_len u32 │ 8 info u64
 *  struct bpf_prog_info                      192 run_time_ns │ 200 run_cnt │ 208 recursion_misses
 * </pre>
 */
final class CostMeter implements Capture.Meter {
  private static final int BPF_OBJ_GET_INFO_BY_FD = 15;
  private static final int BPF_ENABLE_STATS = 32;
  private static final int BPF_STATS_RUN_TIME = 0;
  private static final int ATTRIBUTE_BYTES = 16;
  private static final int INFO_BYTES = 216;
  private static final int INFO_RUN_NS = 192;
  private static final int INFO_RUNS = 200;
  private static final int INFO_MISSED = 208;

  private final Descriptor enabled;

  private CostMeter(Descriptor enabled) {
    this.enabled = enabled;
  }

  /** Switches the kernel's accounting on until closed. */
  static CostMeter start() throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
      attribute.set(JAVA_INT, 0, BPF_STATS_RUN_TIME);
      return new CostMeter(Descriptor.adopt(bpf("BPF_ENABLE_STATS", BPF_ENABLE_STATS, attribute)));
    }
  }

  /** What each of these cost so far, while accounting was on. */
  static List<ProgramCost> read(List<BpfProgram> programs) throws SystemCallException {
    List<ProgramCost> costs = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      for (BpfProgram program : programs) {
        MemorySegment info = arena.allocate(INFO_BYTES, Long.BYTES);
        MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
        attribute.set(JAVA_INT, 0, program.descriptor());
        attribute.set(JAVA_INT, 4, INFO_BYTES);
        attribute.set(JAVA_LONG, 8, info.address());
        bpf("BPF_OBJ_GET_INFO_BY_FD", BPF_OBJ_GET_INFO_BY_FD, attribute);
        costs.add(
            new ProgramCost(
                program.name(),
                info.get(JAVA_LONG, INFO_RUNS),
                info.get(JAVA_LONG, INFO_RUN_NS),
                info.get(JAVA_LONG, INFO_MISSED)));
      }
    }
    return List.copyOf(costs);
  }

  private static long bpf(String name, int command, MemorySegment attribute)
      throws SystemCallException {
    return SystemCallException.check(
        "bpf(" + name + ")",
        SystemCall.ofThread()
            .call(SystemCallNumber.BPF, command, attribute.address(), attribute.byteSize()));
  }

  @Override
  public void close() {
    enabled.close();
  }
}
