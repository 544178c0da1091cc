// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.io.IOException;

/** A recording that is damaged, or that this program cannot read; the message says why. */
public final class MalformedRecording extends IOException {
  private static final long serialVersionUID = 1;

  public MalformedRecording(String message) {
    super(message);
  }
}
