// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import io.rtnlab.probes.tracebuffer.PageCursor;
import java.io.IOException;

/**
 * A way in which the kernel can be made to record the calls of the mutex functions, beside the lock
 * tracepoints. Closed after its instance is gone.
 */
interface CallSource extends AutoCloseable {

  /** Receives what is decoded, one CPU after the other. */
  interface Sink {
    void call(long timeNs, int thread, LockCall.Kind kind, long detail);
  }

  /**
   * Sets an instance up that does not trace yet.
   *
   * @return decodes what will be recorded
   * @throws IOException naming what the kernel refused
   */
  PageCursor.Sink arrange(TraceInstance instance, long mutex, Sink sink) throws IOException;

  /** How many calls it could not record, beside what buffers lost. */
  default long missed() {
    return 0;
  }

  @Override
  default void close() {}
}
