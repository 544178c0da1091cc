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
   * @param map its file descriptor, which stays its owner's
   * @param bytes its size, from {@link #sizeFor}
   */
  static MappedRing of(int map, int bytes) throws SystemCallException {
    Descriptor borrowed = Descriptor.adopt(map);
    int page = PageSize.bytes();
    Mapping ours =
        Mapping.of(borrowed, 0, page, Mapping.PROT_READ | Mapping.PROT_WRITE, Mapping.MAP_SHARED);
    try {
      Mapping kernels =
          Mapping.of(borrowed, page, page + 2L * bytes, Mapping.PROT_READ, Mapping.MAP_SHARED);
      return new MappedRing(
          ours,
          kernels,
          new RingReader(
              ours.segment(), kernels.segment(), kernels.segment().asSlice(page), bytes));
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

  RingReader reader() {
    return reader;
  }

  @Override
  public void close() {
    ours.close();
    kernels.close();
  }
}
