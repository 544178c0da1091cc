// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The door into the kernel: {@code syscall(2)}, with the kernel's own convention for its answer.
 *
 * <p>Every system call that rtnlab makes has this one native shape, so that start-up links a single
 * method handle:
 *
 * <pre>
 *  long syscall(long number, long a, long b, long c, long d, long e, long f)
 * </pre>
 *
 * Pointers are handed over as raw addresses: the caller keeps the memory alive and native for the
 * length of the call. A call may block, so none is {@code Linker.Option.critical}, which would hold
 * up garbage collection.
 *
 * <p>An instance owns the few bytes into which {@code errno} is captured and therefore belongs to
 * one thread at a time; a measured loop keeps one of its own.
 *
 * <p>Nothing is allocated by a warmed-up call, as long as the compiler sees through all of it: the
 * JDK checks the captured bytes by a slice of 40 bytes, which escape analysis removes where the
 * check is inlined. Whether it is depends on what was counted while the first compiler's code ran,
 * and on a busy machine that may be nothing; then every call allocates, for good. So the launcher
 * makes the compiler inline it:
 *
 * <pre>
 *  -XX:CompileCommand=inline,jdk.internal.foreign.AbstractMemorySegmentImpl::asSlice*
 *  -XX:CompileCommand=inline,jdk.internal.foreign.abi.SharedUtils::check*
 * </pre>
 */
public final class SystemCall {
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final long ERRNO_OFFSET =
      Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));
  private static final MethodHandle SYSCALL = link();
  private static final ThreadLocal<SystemCall> OF_THREAD = ThreadLocal.withInitial(SystemCall::new);

  private final MemorySegment captured =
      Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

  @SuppressWarnings("restricted") // the only downcall of this module
  private static MethodHandle link() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("syscall"),
        FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
        Linker.Option.firstVariadicArg(1),
        ERRNO);
  }

  /** The calling thread's own instance. */
  public static SystemCall ofThread() {
    return OF_THREAD.get();
  }

  /**
   * Calls the kernel. Arguments that the call does not have are 0.
   *
   * @param number one of {@link SystemCallNumber}
   * @return the call's result, or {@code -errno}
   */
  public long call(long number, long a, long b, long c, long d, long e, long f) {
    long result;
    try {
      result = (long) SYSCALL.invokeExact(captured, number, a, b, c, d, e, f);
    } catch (Throwable impossible) {
      throw new AssertionError("a system call does not throw", impossible);
    }
    return result == -1 ? -captured.get(JAVA_INT, ERRNO_OFFSET) : result;
  }

  public long call(long number, long a, long b, long c, long d, long e) {
    return call(number, a, b, c, d, e, 0);
  }

  public long call(long number, long a, long b, long c, long d) {
    return call(number, a, b, c, d, 0, 0);
  }

  public long call(long number, long a, long b, long c) {
    return call(number, a, b, c, 0, 0, 0);
  }

  public long call(long number, long a, long b) {
    return call(number, a, b, 0, 0, 0, 0);
  }

  public long call(long number, long a) {
    return call(number, a, 0, 0, 0, 0, 0);
  }

  public long call(long number) {
    return call(number, 0, 0, 0, 0, 0, 0);
  }
}
