package io.rtnlab.probes;

/**
 * How to listen.
 *
 * @param mutexAddress kernel address of {@code rtnl_mutex}; {@link #ANY_MUTEX} reports every mutex,
 *     which only learning the address wants
 * @param bufferBytes size of the kernel's buffer; per CPU where the backend has one for each
 * @param stacks take kernel stacks of whoever sleeps for the mutex and of whoever lets it go, where
 *     the backend can
 */
public record CaptureOptions(long mutexAddress, int bufferBytes, boolean stacks) {
  public static final long ANY_MUTEX = 0;
  public static final int DEFAULT_BUFFER_BYTES = 8 << 20;

  public CaptureOptions(long mutexAddress, int bufferBytes) {
    this(mutexAddress, bufferBytes, false);
  }

  public CaptureOptions withStacks() {
    return new CaptureOptions(mutexAddress, bufferBytes, true);
  }

  public static CaptureOptions of(long mutexAddress) {
    return new CaptureOptions(mutexAddress, DEFAULT_BUFFER_BYTES);
  }
}
