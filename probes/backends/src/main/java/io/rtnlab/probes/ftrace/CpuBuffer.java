// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import io.rtnlab.libc.SystemCallException;
import io.rtnlab.probes.tracebuffer.PageCursor;

/** The ring buffer of one CPU ({@code per_cpu/cpuN/trace_pipe_raw}), read by one thread. */
interface CpuBuffer extends AutoCloseable {

  /** Receives what is read. */
  interface Sink extends PageCursor.Sink {
    /**
     * Events are missing here, before those that follow.
     *
     * @param count how many, or {@link PageCursor#MISSED_UNCOUNTED}
     * @param nextNs the time of the sub-buffer that follows
     */
    void missed(long count, long nextNs);
  }

  /** Hands over what is there, without waiting; returns how many events. */
  int drain(Sink sink) throws SystemCallException;

  /** How it is read: {@code mmap} or {@code read}. */
  String manner();

  @Override
  void close();
}
