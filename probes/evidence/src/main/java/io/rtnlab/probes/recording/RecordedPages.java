// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** The sub-buffers of one CPU, one after the other; each is good until the next is asked for. */
final class RecordedPages {
  /** trace-cmd compresses ten pages at a time. */
  private static final int MOST_PAGES_A_PART = 16;

  private final Inflation inflation;
  private final int pageBytes;
  private final String whose;
  private final FileBytes source;
  private final byte[] read;
  private long chunksLeft;
  private byte[] chunk;
  private int position;

  /**
   * Starts at the first.
   *
   * @param whose for messages, such as {@code "CPU 1"}
   */
  RecordedPages(Inflation inflation, int pageBytes, String whose, FileBytes source)
      throws IOException {
    this.inflation = inflation;
    this.pageBytes = pageBytes;
    this.whose = whose;
    this.source = source;
    if (inflation.isNeeded()) {
      read = new byte[0];
      chunksLeft = source.u32();
    } else {
      read = new byte[pageBytes];
    }
    chunk = read;
    position = chunk.length;
  }

  /** The next sub-buffer; empty at the end. */
  Optional<MemorySegment> next() throws IOException {
    while (position == chunk.length) {
      if (!fill()) {
        return Optional.empty();
      }
    }
    if (chunk.length - position < pageBytes) {
      throw cutOff();
    }
    MemorySegment page = MemorySegment.ofArray(chunk).asSlice(position, pageBytes);
    position += pageBytes;
    return Optional.of(page);
  }

  private boolean fill() throws IOException {
    position = 0;
    if (inflation.isNeeded()) {
      inflation.release(chunk);
      chunk = read;
      if (chunksLeft == 0) {
        return false;
      }
      chunksLeft--;
      chunk = inflation.hold(source, (long) MOST_PAGES_A_PART * pageBytes);
      return true;
    }
    if (source.left() == 0) {
      position = chunk.length;
      return false;
    }
    if (source.left() < pageBytes) {
      throw cutOff();
    }
    source.read(read, 0, pageBytes);
    return true;
  }

  private MalformedRecording cutOff() {
    return new MalformedRecording(
        "the recording is cut off: the events of %s end inside a page of %d bytes"
            .formatted(whose, pageBytes));
  }
}
