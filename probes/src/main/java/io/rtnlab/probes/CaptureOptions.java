package io.rtnlab.probes;

/**
 * How to listen.
 *
 * @param mutexAddress kernel address of {@code rtnl_mutex}; {@link #ANY_MUTEX} reports every mutex,
 *     which only learning the address wants
 * @param bufferBytes size of the kernel's buffer; per CPU where the backend has one for each
 */
public record CaptureOptions(long mutexAddress, int bufferBytes) {
  public static final long ANY_MUTEX = 0;
  public static final int DEFAULT_BUFFER_BYTES = 8 << 20;

  public static CaptureOptions of(long mutexAddress) {
    return new CaptureOptions(mutexAddress, DEFAULT_BUFFER_BYTES);
  }
}
