package io.rtnlab.engine;

/**
 * Told of a worker's requests, on the worker's own thread, inside the measured loop: must not
 * allocate, block or throw.
 */
public interface SpanSink {

  /**
   * A request starts.
   *
   * @param timeNs {@code System.nanoTime()} just before the request
   * @param operation index into the mix's list of labels
   */
  void begin(long timeNs, int operation);

  /**
   * The request is over.
   *
   * @param timeNs {@code System.nanoTime()} just after the request
   * @param result 0 or {@code -errno}
   * @param systemCallNs how much of it passed inside system calls, as the operation measured it
   */
  void end(long timeNs, int operation, int result, long systemCallNs);

  /** Hears nothing. */
  SpanSink NONE =
      new SpanSink() {
        @Override
        public void begin(long timeNs, int operation) {}

        @Override
        public void end(long timeNs, int operation, int result, long systemCallNs) {}
      };
}
