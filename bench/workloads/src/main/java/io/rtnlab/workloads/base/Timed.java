// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.engine.Request;
import io.rtnlab.engine.Stopwatch;

/** A request whose every system call is timed by a stopwatch. */
public interface Timed extends Request {
  /** Started and stopped around each of its system calls, reset before each request. */
  Stopwatch stopwatch();

  @Override
  default long systemCallNs() {
    return stopwatch().totalNs();
  }

  @Override
  default int systemCalls() {
    return stopwatch().calls();
  }
}
