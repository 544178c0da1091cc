// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

/** Receives how much of a recording has been read. */
@FunctionalInterface
public interface ReadProgress {
  /** Reports nothing. */
  ReadProgress NONE = _ -> {};

  /** So many bytes have been read since the recording was opened, those of a second pass too. */
  void read(long bytes);
}
