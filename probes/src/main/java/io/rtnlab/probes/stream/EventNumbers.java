package io.rtnlab.probes.stream;

import io.rtnlab.probes.event.LockEvent;

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

  static void begin(long[] to, int at, long timeNs, int thread, int operation) {
    put(to, at, timeNs, BEGIN, thread, operation, 0);
  }

  static void end(
      long[] to, int at, long timeNs, int thread, int operation, int result, long systemCallNs) {
    put(to, at, timeNs, END, thread, operation, result);
    to[at + 3] = systemCallNs;
  }

  /** Whether the event is one of the four. */
  static boolean put(long[] to, int at, LockEvent event) {
    switch (event) {
      case LockEvent.WaitBegin e ->
          put(
              to,
              at,
              e.timeNs(),
              e.queued() ? WAIT | FLAG : WAIT,
              e.thread(),
              e.owner(),
              e.stack());
      case LockEvent.Acquired e ->
          put(to, at, e.timeNs(), e.waited() ? GOT | FLAG : GOT, e.thread(), 0, e.result());
      case LockEvent.RequestBegin e -> begin(to, at, e.timeNs(), e.thread(), e.operation());
      case LockEvent.RequestEnd e ->
          end(to, at, e.timeNs(), e.thread(), e.operation(), e.result(), e.systemCallNs());
      default -> {
        return false;
      }
    }
    return true;
  }

  static LockEvent get(long[] from, int at) {
    long timeNs = from[at];
    int kind = (int) from[at + 1];
    int thread = (int) (from[at + 1] >> Integer.SIZE);
    int first = (int) (from[at + 2] >> Integer.SIZE);
    int second = (int) from[at + 2];
    boolean flag = (kind & FLAG) != 0;
    return switch (kind & ~FLAG) {
      case BEGIN -> new LockEvent.RequestBegin(timeNs, thread, first);
      case END -> new LockEvent.RequestEnd(timeNs, thread, first, second, from[at + 3]);
      case WAIT -> new LockEvent.WaitBegin(timeNs, thread, first, flag, second);
      default -> new LockEvent.Acquired(timeNs, thread, flag, second);
    };
  }

  private static void put(
      long[] to, int at, long timeNs, int kind, int thread, int first, int second) {
    to[at] = timeNs;
    to[at + 1] = (long) thread << Integer.SIZE | kind;
    to[at + 2] = (long) first << Integer.SIZE | Integer.toUnsignedLong(second);
  }
}
