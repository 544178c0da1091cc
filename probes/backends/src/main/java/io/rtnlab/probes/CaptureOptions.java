// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes;

/**
 * How to listen.
 *
 * @param mutexAddress kernel address of {@code rtnl_mutex}; {@link #ANY_MUTEX} reports every mutex,
 *     which only learning the address wants
 * @param bufferBytes size of the kernel's buffers: of each CPU's in ftrace, of all together with
 *     BPF
 * @param stacks whose kernel stacks to take, where the backend can
 */
public record CaptureOptions(long mutexAddress, int bufferBytes, Stacks stacks) {
  /**
   * Whose kernel stacks are taken, when a thread queues for the mutex, sleeps holding it, or
   * releases it.
   */
  public enum Stacks {
    /** No thread. */
    NONE,
    /** Other processes always; our own threads only when they sleep for another reason. */
    OF_OTHERS,
    /** All threads. */
    OF_ALL
  }

  public static final long ANY_MUTEX = 0;
  public static final int DEFAULT_BUFFER_BYTES = 8 << 20;

  public CaptureOptions(long mutexAddress, int bufferBytes) {
    this(mutexAddress, bufferBytes, Stacks.NONE);
  }

  public CaptureOptions with(Stacks whose) {
    return new CaptureOptions(mutexAddress, bufferBytes, whose);
  }

  public static CaptureOptions of(long mutexAddress) {
    return new CaptureOptions(mutexAddress, DEFAULT_BUFFER_BYTES);
  }
}
