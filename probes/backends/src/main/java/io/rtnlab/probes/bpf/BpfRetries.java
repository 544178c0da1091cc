// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.libc.SystemCallNumber;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Counts restarts of reads and writes in sysfs and sysctl by native/bpf/retries.bpf.c, which runs
 * at the end of every system call of the machine.
 *
 * <pre>
 *  struct retries   0 count u64 │ 8 comm[16] │ 24
 * </pre>
 */
public final class BpfRetries implements AutoCloseable {
  private static final String OBJECT = "retries";
  private static final String PROGRAM = "sys_exit";
  private static final int MOST = 1024;
  private static final int VALUE_BYTES = 24;
  private static final int COMM = 8;

  private final BpfObject object;
  private final BpfMap counts;

  private BpfRetries(BpfObject object) throws IOException {
    this.object = object;
    this.counts = new BpfMap(object.descriptor("restarted"));
  }

  /**
   * Restarts of one process.
   *
   * @param comm name of the thread that restarted first
   */
  public record Retries(int process, String comm, long count) {}

  /**
   * Starts to count.
   *
   * @throws IOException naming what the kernel refused
   */
  public static BpfRetries open() throws IOException {
    BpfObject object = BpfObject.open(OBJECT);
    try {
      object.setConstant(0, SystemCallNumber.READ);
      object.setConstant(Long.BYTES, SystemCallNumber.WRITE);
      object.choose(Set.of(PROGRAM));
      object.load();
      object.attach(List.of(PROGRAM));
      return new BpfRetries(object);
    } catch (IOException | RuntimeException e) {
      object.close();
      throw e;
    }
  }

  /** All so far, the most first. */
  public List<Retries> read() {
    List<Retries> all = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(VALUE_BYTES, Long.BYTES);
      for (int process : counts.keys(MOST)) {
        if (counts.get(process, value)) {
          all.add(new Retries(process, comm(value), value.get(JAVA_LONG, 0)));
        }
      }
    }
    all.sort(Comparator.comparingLong(Retries::count).reversed());
    return all;
  }

  private static String comm(MemorySegment value) {
    byte[] bytes = value.asSlice(COMM).toArray(JAVA_BYTE);
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    object.close();
  }
}
