// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hold;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.Errno;
import io.rtnlab.libc.Mapping;
import io.rtnlab.libc.Poll;
import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.libc.SystemCallNumber;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One page of memory that is missing until filled ({@code userfaultfd(2)}): a thread that touches
 * it, the kernel inside {@code copy_to_user} included, sleeps until {@link #resolve()}.
 *
 * <pre>
 *  struct uffdio_api       0 api u64 │ 8 features u64 │ 16 ioctls u64
 *  struct uffdio_range     0 start u64 │ 8 len u64
 *  struct uffdio_register  0 range │ 16 mode u64 │ 24 ioctls u64
 *  struct uffdio_zeropage  0 range │ 16 mode u64 │ 24 zeropage s64
 *  struct uffd_msg         0 event u8 │ 8 … 32
 * </pre>
 */
final class FaultPage implements AutoCloseable {
  private static final long UFFD_API = 0xAA;
  private static final long UFFDIO_API = 0xC018AA3FL;
  private static final long UFFDIO_REGISTER = 0xC020AA00L;
  private static final long UFFDIO_WAKE = 0x8010AA02L;
  private static final long UFFDIO_ZEROPAGE = 0xC020AA04L;
  private static final long USERFAULTFD_IOC_NEW = 0xAA00;

  /** {@code UFFDIO_REGISTER_MODE_MISSING}. */
  private static final long MODE_MISSING = 1;

  private static final byte UFFD_EVENT_PAGEFAULT = 0x12;
  private static final int MADV_DONTNEED = 4;
  private static final int FLAGS = Descriptor.O_CLOEXEC | Descriptor.O_NONBLOCK;

  /**
   * A multiple of every page size in use (4, 16 and 64 KiB), of which only the start is touched.
   */
  private static final long BYTES = 64 * 1024;

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment request = arena.allocate(32, Long.BYTES);
  private final MemorySegment message = arena.allocate(32, Long.BYTES);
  private final Mapping page;
  private final Descriptor faults;
  private final Poll poll;

  private FaultPage(Descriptor faults) throws SystemCallException {
    this.faults = faults;
    this.poll = new Poll(faults);
    this.page = Mapping.anonymous(BYTES);
  }

  /**
   * @throws SystemCallException where this account may not stop faults of the kernel itself
   */
  static FaultPage open() throws SystemCallException {
    Descriptor faults = openFaults();
    try {
      FaultPage page = new FaultPage(faults);
      page.ask("UFFDIO_API", UFFDIO_API, UFFD_API, 0, 0);
      page.ask("UFFDIO_REGISTER", UFFDIO_REGISTER, page.address(), BYTES, MODE_MISSING);
      return page;
    } catch (SystemCallException e) {
      faults.close();
      throw e;
    }
  }

  /**
   * The system call needs {@code CAP_SYS_PTRACE} (or {@code vm.unprivileged_userfaultfd}); the
   * device goes by its permissions.
   */
  private static Descriptor openFaults() throws SystemCallException {
    long called = SystemCall.ofThread().call(SystemCallNumber.USERFAULTFD, FLAGS);
    if (called == -Errno.EPERM) {
      try (Descriptor device = Descriptor.open("/dev/userfaultfd", Descriptor.O_RDWR)) {
        called = device.ioctl(USERFAULTFD_IOC_NEW, FLAGS);
      } catch (SystemCallException noDevice) {
        called = -Errno.EPERM;
      }
    }
    return Descriptor.adopt(
        SystemCallException.check(
            "userfaultfd (needs CAP_SYS_PTRACE: run as root, or sysctl"
                + " vm.unprivileged_userfaultfd=1, or grant /dev/userfaultfd)",
            called));
  }

  long address() {
    return page.segment().address();
  }

  long byteSize() {
    return BYTES;
  }

  /**
   * Waits for a thread to touch the page.
   *
   * @return whether one did
   */
  boolean awaitFault(long timeoutNs) {
    return poll.awaitNs(timeoutNs) > 0
        && faults.read(message) == message.byteSize()
        && message.get(JAVA_BYTE, 0) == UFFD_EVENT_PAGEFAULT;
  }

  /** Fills the page with zeroes and wakes the threads that wait for it. */
  void resolve() throws SystemCallException {
    long filled = ioctl(UFFDIO_ZEROPAGE, address(), BYTES, 0);
    if (filled == -Errno.EEXIST) {
      filled = ioctl(UFFDIO_WAKE, address(), BYTES, 0);
    }
    SystemCallException.check("ioctl(UFFDIO_ZEROPAGE)", filled);
  }

  /** Makes the page missing again. */
  void rearm() throws SystemCallException {
    SystemCallException.check(
        "madvise(MADV_DONTNEED)",
        SystemCall.ofThread().call(SystemCallNumber.MADVISE, address(), BYTES, MADV_DONTNEED));
  }

  private void ask(String name, long request, long first, long second, long third)
      throws SystemCallException {
    SystemCallException.check("ioctl(" + name + ")", ioctl(request, first, second, third));
  }

  private long ioctl(long number, long first, long second, long third) {
    request.set(JAVA_LONG, 0, first);
    request.set(JAVA_LONG, 8, second);
    request.set(JAVA_LONG, 16, third);
    request.set(JAVA_LONG, 24, 0);
    return faults.ioctl(number, request);
  }

  /**
   * A thread that still waits for the page is woken by the kernel and finds it filled with zeroes.
   */
  @Override
  public void close() {
    faults.close();
    page.close();
  }
}
