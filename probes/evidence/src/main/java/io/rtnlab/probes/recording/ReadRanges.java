// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.util.Map;
import java.util.TreeMap;

/**
 * The parts of a file that have been read: a recorder writes each part once, and what refers to one
 * part many times would have it read, or inflated, many times.
 */
final class ReadRanges {
  private final TreeMap<Long, Long> endByStart = new TreeMap<>();

  /**
   * Adds a part.
   *
   * @throws MalformedRecording where it overlaps one that was read before
   */
  void add(String what, long start, long size) throws MalformedRecording {
    Map.Entry<Long, Long> before = endByStart.lowerEntry(start + size);
    if (size > 0 && before != null && before.getValue() > start) {
      throw new MalformedRecording(
          "the recording is damaged: %s, at byte %d, lies inside what was read for something else"
              .formatted(what, start));
    }
    if (size > 0) {
      endByStart.put(start, start + size);
    }
  }
}
