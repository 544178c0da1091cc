// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Carries one worker's spans to one collecting thread without a lock and without allocation. A
 * request that finds too little room is dropped whole, begin and end, and counted; a begin that got
 * in always has room kept for its end.
 *
 * <pre>
 *  entry   0: timeNs
 *          1: bit 63 end, bit 62 of a call inside, bits 32–61 span, bits 0–31 result
 *          2: systemCallNs (of an end)
 * </pre>
 */
public final class SpanRing implements SpanSink {
  /**
   * Two per request: room for 64 Ki requests, 3 MiB. More than one worker can make of them until
   * all others, of which some may be late, have been heard of.
   */
  private static final int MOST_ENTRIES = 1 << 17;

  /** However many rings there are, they share the mutex, and 48 MiB. */
  private static final int ENTRIES_OF_ALL = 1 << 21;

  private static final int LEAST_ENTRIES = 1 << 14;

  private static final int LONGS_PER_ENTRY = 3;
  private static final long END = 1L << 63;

  /** The end of a system call inside a request. */
  static final long CALL = 1L << 62;

  private static final VarHandle WRITTEN;
  private static final VarHandle READ;
  private static final VarHandle DROPPED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WRITTEN = lookup.findVarHandle(SpanRing.class, "written", long.class);
      READ = lookup.findVarHandle(SpanRing.class, "read", long.class);
      DROPPED = lookup.findVarHandle(SpanRing.class, "dropped", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final long[] entries;
  private final int mask;

  // Entries ever written and ever read. Each has one writer: the worker, the collector.
  private long written;

  @SuppressWarnings("UnusedVariable") // by its handle it is
  private long read;

  // The worker's own: what it last saw of read, and whether the open request was dropped.
  private long readSeen;
  private boolean dropping;
  private long dropped;

  /** One of so many rings of a run. */
  public static SpanRing oneOf(int rings) {
    return new SpanRing(entriesOfOne(rings));
  }

  private static int entriesOfOne(int rings) {
    return Math.clamp(ENTRIES_OF_ALL / rings, LEAST_ENTRIES, MOST_ENTRIES);
  }

  /**
   * @param entries at least 2, rounded up to a power of two
   */
  public SpanRing(int entries) {
    if (entries < 2 || entries > 1 << 28) {
      throw new IllegalArgumentException("A span ring needs from 2 to 2^28 entries.");
    }
    int capacity = Integer.highestOneBit(entries - 1) << 1;
    this.entries = new long[capacity * LONGS_PER_ENTRY];
    mask = capacity - 1;
  }

  /** What one of so many takes of the heap at most. */
  static long bytesOfOne(int rings) {
    return 2L * entriesOfOne(rings) * LONGS_PER_ENTRY * Long.BYTES;
  }

  @Override
  public void begin(long timeNs, int span) {
    long next = written;
    if (next + 2 - readSeen > mask + 1) {
      readSeen = (long) READ.getAcquire(this);
      if (next + 2 - readSeen > mask + 1) {
        dropping = true;
        DROPPED.setOpaque(this, dropped + 1);
        return;
      }
    }
    put(next, timeNs, (long) span << 32, 0);
  }

  @Override
  public void end(long timeNs, int span, int result, long systemCallNs) {
    if (dropping) {
      dropping = false;
      return;
    }
    put(written, timeNs, END | (long) span << 32 | (result & 0xffff_ffffL), systemCallNs);
  }

  /** Left out where there is no more room than for the request's end. */
  @Override
  public void callEnd(long timeNs) {
    long next = written;
    if (!dropping && next + 2 - readSeen <= mask + 1) {
      put(next, timeNs, CALL, 0);
    }
  }

  private void put(long entry, long timeNs, long what, long systemCallNs) {
    int at = at(entry);
    entries[at] = timeNs;
    entries[at + 1] = what;
    entries[at + 2] = systemCallNs;
    WRITTEN.setRelease(this, entry + 1);
  }

  /** The reading side, for one collecting thread. */
  public SpanReader reader() {
    return new SpanReader(this);
  }

  /** How many entries there have ever been. */
  long written() {
    return (long) WRITTEN.getAcquire(this);
  }

  /** The entries before this one may be overwritten. */
  void giveBack(long upTo) {
    READ.setRelease(this, upTo);
  }

  /** Where an entry that has been written begins. */
  int at(long entry) {
    return ((int) entry & mask) * LONGS_PER_ENTRY;
  }

  long[] entries() {
    return entries;
  }

  /** Requests that found no room. For any thread. */
  public long dropped() {
    return (long) DROPPED.getOpaque(this);
  }
}
