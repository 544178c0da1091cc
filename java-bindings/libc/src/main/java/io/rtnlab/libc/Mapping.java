// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory got with {@code mmap(2)}, given back on close; touching it afterwards throws rather than
 * crashes.
 */
public final class Mapping implements AutoCloseable {
  public static final int PROT_READ = 1;
  public static final int PROT_WRITE = 2;
  public static final int MAP_SHARED = 1;
  public static final int MAP_PRIVATE = 2;
  public static final int MAP_ANONYMOUS = 0x20;

  private final Arena arena;
  private final MemorySegment segment;

  private Mapping(long address, long bytes) {
    this.arena = Arena.ofShared();
    this.segment = segment(address, bytes, arena);
  }

  @SuppressWarnings("restricted") // the kernel has just said that these bytes are ours
  private static MemorySegment segment(long address, long bytes, Arena arena) {
    return MemorySegment.ofAddress(address)
        .reinterpret(
            bytes,
            arena,
            memory -> SystemCall.ofThread().call(SystemCallNumber.MUNMAP, memory.address(), bytes));
  }

  /**
   * Maps a file.
   *
   * @param protection {@code PROT_…}
   * @param flags {@code MAP_…}
   * @param bytes a multiple of the page size
   */
  public static Mapping of(Descriptor file, long offsetBytes, long bytes, int protection, int flags)
      throws SystemCallException {
    return map(file.number(), offsetBytes, bytes, protection, flags);
  }

  /** Maps fresh private memory, zeroed when it is first touched. */
  public static Mapping anonymous(long bytes) throws SystemCallException {
    return map(-1, 0, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  }

  private static Mapping map(int file, long offsetBytes, long bytes, int protection, int flags)
      throws SystemCallException {
    long address =
        SystemCall.ofThread()
            .call(SystemCallNumber.MMAP, 0, bytes, protection, flags, file, offsetBytes);
    return new Mapping(SystemCallException.check("mmap of " + bytes + " bytes", address), bytes);
  }

  /** The memory. Any thread may use it until {@link #close}. */
  public MemorySegment segment() {
    return segment;
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
