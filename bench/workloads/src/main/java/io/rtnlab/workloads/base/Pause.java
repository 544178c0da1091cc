// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.engine.Operation;

/** Waits for what the kernel does by itself after a request, and asks it for nothing. */
public interface Pause extends Operation.FollowUp {
  @Override
  default int messages() {
    return 0;
  }

  @Override
  default long systemCallNs() {
    return 0;
  }

  @Override
  default int systemCalls() {
    return 0;
  }
}
