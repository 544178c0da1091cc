// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.probes.recording.ReadProgress;
import io.rtnlab.results.report.text.Units;
import java.util.function.Supplier;

/** How much of a recording has been read, for a {@link LiveLine}. */
final class ReadLine implements ReadProgress, Supplier<String> {
  private final long size;
  private volatile long bytes;

  /**
   * Starts at nothing.
   *
   * @param size of the file in bytes; 0 where it is not known
   */
  ReadLine(long size) {
    this.size = size;
  }

  @Override
  public void read(long bytesSoFar) {
    bytes = bytesSoFar;
  }

  @Override
  public String get() {
    long read = bytes;
    String pass = size > 0 && read > size ? ", pass " + (1 + (read - 1) / size) : "";
    return "read "
        + Units.bytes(size > 0 && read > size ? (read - 1) % size + 1 : read)
        + (size > 0 ? " of " + Units.bytes(size) : "")
        + pass;
  }
}
