// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stream;

import io.rtnlab.probes.event.EventSink;

/**
 * The four events that nearly all of a stream consists of, as plain numbers. Objects that wait for
 * a tenth of a second are in no cache any more when their turn comes; numbers in a row are.
 *
 * <pre>
 *          0         1 low            1 high   2 high      2 low    3
 *  BEGIN   time ns   kind             thread   operation   –        –
 *  END     time ns   kind             thread   operation   result   system call ns
 *  WAIT    time ns   kind, bit 8 queued        owner       stack    –
 *  GOT     time ns   kind, bit 8 waited        –           result   –
 * </pre>
 */
final class EventNumbers {
  /** How many of them an event takes. */
  static final int LONGS = 4;

  private static final int BEGIN = 1;
  private static final int END = 2;
  private static final int WAIT = 3;
  private static final int GOT = 4;
  private static final int FLAG = 1 << 8;

  private EventNumbers() {}

  static void requestBegin(long[] to, int at, long timeNs, int thread, int operation) {
    put(to, at, timeNs, BEGIN, thread, operation, 0);
  }

  static void requestEnd(
      long[] to, int at, long timeNs, int thread, int operation, int result, long systemCallNs) {
    put(to, at, timeNs, END, thread, operation, result);
    to[at + 3] = systemCallNs;
  }

  static void waitBegin(
      long[] to, int at, long timeNs, int thread, int owner, boolean queued, int stack) {
    put(to, at, timeNs, queued ? WAIT | FLAG : WAIT, thread, owner, stack);
  }

  static void acquired(long[] to, int at, long timeNs, int thread, boolean waited, int result) {
    put(to, at, timeNs, waited ? GOT | FLAG : GOT, thread, 0, result);
  }

  /** Hands the event over. */
  static void pass(long[] from, int at, EventSink out) {
    long timeNs = from[at];
    int kind = (int) from[at + 1];
    int thread = (int) (from[at + 1] >> Integer.SIZE);
    int first = (int) (from[at + 2] >> Integer.SIZE);
    int second = (int) from[at + 2];
    boolean flag = (kind & FLAG) != 0;
    switch (kind & ~FLAG) {
      case BEGIN -> out.requestBegin(timeNs, thread, first);
      case END -> out.requestEnd(timeNs, thread, first, second, from[at + 3]);
      case WAIT -> out.waitBegin(timeNs, thread, first, flag, second);
      default -> out.acquired(timeNs, thread, flag, second);
    }
  }

  private static void put(
      long[] to, int at, long timeNs, int kind, int thread, int first, int second) {
    to[at] = timeNs;
    to[at + 1] = (long) thread << Integer.SIZE | kind;
    to[at + 2] = (long) first << Integer.SIZE | Integer.toUnsignedLong(second);
  }
}
