// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

/** Is told how much of a recording has been read. */
@FunctionalInterface
public interface ReadProgress {
  /** Tells nobody. */
  ReadProgress NONE = _ -> {};

  /** So many bytes have been read since the recording was opened, those of a second pass too. */
  void read(long bytes);
}
