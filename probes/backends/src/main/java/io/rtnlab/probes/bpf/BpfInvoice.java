// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * For whom the kernel's workers tear network namespaces down, by native/bpf/invoice.bpf.c.
 *
 * <pre>
 *  struct charge   0 time ns u64 │ 8 process u32 │ 16 comm[16] │ 32
 * </pre>
 */
public final class BpfInvoice implements AutoCloseable {
  private static final String OBJECT = "invoice";
  private static final List<String> PROGRAMS =
      List.of("workqueue_execute_end", "workqueue_execute_start", "workqueue_queue_work");
  private static final int CHARGE_BYTES = 32;
  private static final int PROCESS = 8;
  private static final int COMM = 16;

  private final BpfObject object;
  private final BpfMap charged;
  private final MemorySegment value = Arena.ofAuto().allocate(CHARGE_BYTES, Long.BYTES);

  private BpfInvoice(BpfObject object) throws IOException {
    this.object = object;
    this.charged = new BpfMap(object.descriptor("charged"));
  }

  /**
   * Who dropped the namespace.
   *
   * @param comm name of the thread at that moment
   */
  public record Dropper(int process, String comm) {}

  /**
   * Starts to follow such work.
   *
   * @throws IOException naming what the kernel refused
   */
  public static BpfInvoice open() throws IOException {
    BpfObject object = BpfObject.open(OBJECT);
    try {
      object.choose(Set.copyOf(PROGRAMS));
      object.load();
      object.attach(PROGRAMS);
      return new BpfInvoice(object);
    } catch (IOException | RuntimeException e) {
      object.close();
      throw e;
    }
  }

  /** For whom a worker tears a namespace down now; empty where it does not. */
  public Optional<Dropper> of(int worker) {
    if (!charged.get(worker, value)) {
      return Optional.empty();
    }
    byte[] comm = value.asSlice(COMM).toArray(JAVA_BYTE);
    int length = 0;
    while (length < comm.length && comm[length] != 0) {
      length++;
    }
    return Optional.of(
        new Dropper(
            value.get(JAVA_INT, PROCESS), new String(comm, 0, length, StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    object.close();
  }
}
