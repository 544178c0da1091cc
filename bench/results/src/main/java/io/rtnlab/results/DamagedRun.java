// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.io.IOException;

/** A run folder that cannot be read; the message says which file, what is wrong and what to do. */
public final class DamagedRun extends IOException {
  private static final long serialVersionUID = 1;

  public DamagedRun(String message) {
    super(message);
  }
}
