// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/**
 * Reads a worker's spans in its ring, where they lie: what is handed over later need not be copied
 * first. Used by one thread.
 *
 * <pre>
 *  entry   given back │ passed │ to be passed │ written since look() │ free …
 *                              next          end
 * </pre>
 */
public final class SpanReader {
  /** {@link #nextNs} where there is no entry to be passed. */
  public static final long NOTHING = Long.MAX_VALUE;

  private final SpanRing ring;
  private final long[] entries;
  private long next;
  private long end;
  private int at;
  private long nextNs = NOTHING;

  SpanReader(SpanRing ring) {
    this.ring = ring;
    entries = ring.entries();
  }

  /** Sees what has been written by now; what comes later is for the next time. */
  public void look() {
    end = ring.written();
    find();
  }

  /** When the next entry was made; {@link #NOTHING} where none is left. */
  public long nextNs() {
    return nextNs;
  }

  /** When the last entry was made that has been seen; {@code otherwise} before there was any. */
  public long lastNs(long otherwise) {
    return end == 0 ? otherwise : entries[ring.at(end - 1)];
  }

  /** Hands over the next entry, which must be there, and steps to the one behind it. */
  public void pass(SpanSink sink) {
    long timeNs = nextNs;
    long what = entries[at + 1];
    long systemCallNs = entries[at + 2];
    int span = (int) (what >>> 32) & Integer.MAX_VALUE;
    next++;
    find();
    if (what < 0) {
      sink.end(timeNs, span, (int) what, systemCallNs);
    } else if ((what & SpanRing.CALL) != 0) {
      sink.callEnd(timeNs);
    } else {
      sink.begin(timeNs, span);
    }
  }

  /** Lets the worker have the room of all that was passed. */
  public void giveBack() {
    ring.giveBack(next);
  }

  private void find() {
    at = ring.at(next);
    nextNs = next < end ? entries[at] : NOTHING;
  }
}
