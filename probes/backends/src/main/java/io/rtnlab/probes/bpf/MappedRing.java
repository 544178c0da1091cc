// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.Mapping;
import io.rtnlab.libc.PageSize;
import io.rtnlab.libc.SystemCallException;

/**
 * A {@code BPF_MAP_TYPE_RINGBUF} in this process's memory.
 *
 * <pre>
 *  map offset  0              1 page         2 pages  2 pages + size
 *              │ consumer pos │ producer pos │ data   │ the same data again │
 *              │ ours to write│ read-only ──────────────────────────────────
 * </pre>
 */
final class MappedRing implements AutoCloseable {
  private static final int LEAST_SHARE = 256 << 10;

  private final Mapping ours;
  private final Mapping kernels;
  private final RingReader reader;

  private MappedRing(Mapping ours, Mapping kernels, RingReader reader) {
    this.ours = ours;
    this.kernels = kernels;
    this.reader = reader;
  }

  /**
   * Maps a ring buffer.
   *
   * @param cpu whose records it gets
   * @param map stays its owner's to close
   * @param bytes its size, from {@link #sizeFor}
   */
  static MappedRing of(int cpu, Descriptor map, int bytes) throws SystemCallException {
    int page = PageSize.bytes();
    Mapping ours =
        Mapping.of(map, 0, page, Mapping.PROT_READ | Mapping.PROT_WRITE, Mapping.MAP_SHARED);
    try {
      Mapping kernels =
          Mapping.of(map, page, page + 2L * bytes, Mapping.PROT_READ, Mapping.MAP_SHARED);
      return new MappedRing(
          ours,
          kernels,
          new RingReader(
              cpu, ours.segment(), kernels.segment(), kernels.segment().asSlice(page), bytes));
    } catch (SystemCallException e) {
      ours.close();
      throw e;
    }
  }

  /** The smallest size that the kernel accepts (a power of two, whole pages) and that is enough. */
  static int sizeFor(int bytes) {
    int atLeast = Math.max(bytes, PageSize.bytes());
    int below = Integer.highestOneBit(atLeast);
    return below == atLeast ? below : Math.multiplyExact(below, 2);
  }

  /**
   * One CPU's share of a buffer, from {@link #sizeFor}. The events do not spread evenly, so with
   * many CPUs the shares are more than the whole.
   */
  static int shareOf(int bytes, int cpus) {
    return sizeFor(Math.max(bytes / cpus, Math.min(bytes, LEAST_SHARE)));
  }

  RingReader reader() {
    return reader;
  }

  @Override
  public void close() {
    ours.close();
    kernels.close();
  }
}
