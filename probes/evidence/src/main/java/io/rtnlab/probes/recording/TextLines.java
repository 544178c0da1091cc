// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a text as bytes, in constant memory: a line that does not fit into the buffer is cut
 * and marked. The bytes of a line stay valid until the next call of {@link #next}.
 */
public final class TextLines {
  /** No recorder prints a line a tenth as long. */
  private static final int BUFFER_BYTES = 256 << 10;

  private final InputStream in;
  private final ReadProgress progress;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int limit;
  private int nextLine;
  private int from;
  private int to;
  private long bytesRead;
  private boolean ended;
  private boolean cut;
  private boolean complete;

  /** Reads from the stream; closes nothing. */
  public TextLines(InputStream in, ReadProgress progress) {
    this.in = in;
    this.progress = progress;
  }

  /** Goes to the next line; false at the end of the text. */
  public boolean next() throws IOException {
    cut = false;
    from = nextLine;
    int search = from;
    while (true) {
      for (int at = search; at < limit; at++) {
        if (buffer[at] == '\n') {
          to = at > from && buffer[at - 1] == '\r' ? at - 1 : at;
          nextLine = at + 1;
          complete = true;
          return true;
        }
      }
      if (limit - from == BUFFER_BYTES) {
        skipRest();
        return true;
      }
      search = limit - from;
      if (!fill()) {
        to = limit;
        nextLine = limit;
        complete = false;
        return from < to;
      }
    }
  }

  private void skipRest() throws IOException {
    cut = true;
    complete = false;
    to = limit;
    byte[] rest = new byte[8192];
    while (true) {
      int count = read(rest, 0, rest.length);
      if (count < 0) {
        nextLine = limit;
        return;
      }
      for (int at = 0; at < count; at++) {
        if (rest[at] == '\n') {
          complete = true;
          // What follows the line break begins the next line, behind what is shown of this one.
          to = limit - rest.length;
          System.arraycopy(rest, at + 1, buffer, to, count - at - 1);
          nextLine = to;
          limit = to + count - at - 1;
          return;
        }
      }
    }
  }

  /** Moves the unfinished line to the front and reads on. */
  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    System.arraycopy(buffer, from, buffer, 0, limit - from);
    limit -= from;
    from = 0;
    nextLine = 0;
    int count = read(buffer, limit, BUFFER_BYTES - limit);
    if (count < 0) {
      return false;
    }
    limit += count;
    return true;
  }

  private int read(byte[] into, int at, int length) throws IOException {
    int count = in.read(into, at, length);
    if (count < 0) {
      ended = true;
    } else {
      bytesRead += count;
      progress.read(bytesRead);
    }
    return count;
  }

  /** Holds the line between {@link #from} and {@link #to}. */
  public byte[] bytes() {
    return buffer;
  }

  /** Where the line begins in {@link #bytes}. */
  public int from() {
    return from;
  }

  /** Where the line ends, exclusive. */
  public int to() {
    return to;
  }

  /** Whether the line was too long, and is not shown whole. */
  boolean isCut() {
    return cut;
  }

  /** Whether the line was ended by a line break; false where the text breaks off inside it. */
  boolean isComplete() {
    return complete;
  }
}
