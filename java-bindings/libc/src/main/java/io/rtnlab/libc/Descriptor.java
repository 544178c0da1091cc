// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An open file descriptor that closes once. Reads and writes follow the kernel's convention: bytes,
 * or {@code -errno}.
 *
 * <p>Closing while another thread is inside {@link #read} is that caller's error: the number may be
 * given to the next file.
 */
public final class Descriptor implements AutoCloseable {
  public static final int O_RDONLY = 0;
  public static final int O_WRONLY = 1;
  public static final int O_RDWR = 2;
  public static final int O_NONBLOCK = 0x800;
  public static final int O_CLOEXEC = 0x80000;

  private static final int AT_FDCWD = -100;
  private static final int CLOSED = -1;

  private final AtomicInteger number;

  private Descriptor(int number) {
    this.number = new AtomicInteger(number);
  }

  /** Takes over a descriptor that a system call returned. */
  public static Descriptor adopt(long number) {
    return new Descriptor((int) number);
  }

  /**
   * Opens a file ({@code openat(2)}); {@link #O_CLOEXEC} is added.
   *
   * @param flags {@code O_…}
   */
  public static Descriptor open(String path, int flags) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path);
      long result =
          SystemCall.ofThread()
              .call(SystemCallNumber.OPENAT, AT_FDCWD, name.address(), flags | O_CLOEXEC, 0);
      return adopt(SystemCallException.check("open " + path, result));
    }
  }

  /** The number, for other system calls; throws where it is closed. */
  public int number() {
    int current = number.get();
    if (current == CLOSED) {
      throw new IllegalStateException("this file descriptor is closed");
    }
    return current;
  }

  /** A path by which every thread of this process reaches the open file. */
  public String path() {
    return "/proc/self/fd/" + number();
  }

  /** Reads into native memory ({@code read(2)}): bytes, 0 at the end, or {@code -errno}. */
  public int read(MemorySegment buffer) {
    return (int)
        SystemCall.ofThread()
            .call(SystemCallNumber.READ, number(), nativeAddress(buffer), buffer.byteSize());
  }

  /** Writes native memory ({@code write(2)}): bytes, or {@code -errno}. */
  public int write(MemorySegment bytes) {
    return (int)
        SystemCall.ofThread()
            .call(SystemCallNumber.WRITE, number(), nativeAddress(bytes), bytes.byteSize());
  }

  /**
   * {@code ioctl(2)}: its result, or {@code -errno}.
   *
   * @param argument a number, or the raw address of a structure
   */
  public int ioctl(long request, long argument) {
    return (int) SystemCall.ofThread().call(SystemCallNumber.IOCTL, number(), request, argument);
  }

  /** {@code ioctl(2)} with a structure in native memory: its result, or {@code -errno}. */
  public int ioctl(long request, MemorySegment structure) {
    return ioctl(request, nativeAddress(structure));
  }

  @Override
  public void close() {
    int current = number.getAndSet(CLOSED);
    if (current != CLOSED) {
      SystemCall.ofThread().call(SystemCallNumber.CLOSE, current);
    }
  }

  private static long nativeAddress(MemorySegment segment) {
    if (!segment.isNative()) {
      throw new IllegalArgumentException("the kernel needs native memory, this is on the heap");
    }
    return segment.address();
  }
}
