package io.rtnlab.probes.stream;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.Sight;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes lock events in the form of {@link EventFormat}. Allocates nothing per event. */
public final class EventWriter implements Closeable {
  /** More than the longest record: a tag, a few varints and one string. */
  private static final int LONGEST_RECORD = EventFormat.MAX_STRING_BYTES + 64;

  private final OutputStream out;
  private final byte[] buffer = new byte[64 * 1024];
  private int used;
  private long lastTimeNs;
  private long records;
  private boolean closed;

  /**
   * Starts a stream on {@code out}, which is closed with this writer.
   *
   * @param operations the run's operation names
   * @param sight what the backend can see
   */
  public EventWriter(OutputStream out, List<String> operations, Sight sight) throws IOException {
    if (operations.size() > EventFormat.MAX_OPERATIONS) {
      throw new IllegalArgumentException(
          operations.size() + " operations, at most " + EventFormat.MAX_OPERATIONS);
    }
    this.out = out;
    out.write(EventFormat.MAGIC);
    unsigned(EventFormat.VERSION);
    unsigned(
        (sight.everyAcquisition() ? EventFormat.FLAG_EVERY_ACQUISITION : 0)
            | (sight.offCpu() ? EventFormat.FLAG_OFF_CPU : 0));
    unsigned(operations.size());
    for (String operation : operations) {
      makeRoom();
      string(operation);
    }
  }

  /** Appends one event. */
  public void write(LockEvent event) throws IOException {
    makeRoom();
    switch (event) {
      case LockEvent.RequestBegin e -> {
        head(EventFormat.REQUEST_BEGIN, false, e.timeNs());
        unsigned(e.thread());
        unsigned(e.operation());
      }
      case LockEvent.RequestEnd e -> {
        head(EventFormat.REQUEST_END, false, e.timeNs());
        unsigned(e.thread());
        unsigned(e.operation());
        signed(e.result());
        signed(e.systemCallNs());
      }
      case LockEvent.WaitBegin e -> {
        head(EventFormat.WAIT_BEGIN, e.queued(), e.timeNs());
        unsigned(e.thread());
        signed(e.owner());
        signed(e.stack());
      }
      case LockEvent.Acquired e -> {
        head(EventFormat.ACQUIRED, e.waited(), e.timeNs());
        unsigned(e.thread());
        signed(e.result());
      }
      case LockEvent.Released e -> {
        head(EventFormat.RELEASED, false, e.timeNs());
        unsigned(e.thread());
        signed(e.stack());
      }
      case LockEvent.ThreadSeen e -> {
        head(EventFormat.THREAD_SEEN, false, e.timeNs());
        unsigned(e.thread());
        unsigned(e.process());
        string(e.name());
        signed(e.networkNamespace());
      }
      case LockEvent.Lost e -> {
        head(EventFormat.LOST, false, e.timeNs());
        signed(e.untilNs() - e.timeNs());
        signed(e.count());
      }
      case LockEvent.OwnerSeen e -> {
        head(EventFormat.OWNER_SEEN, false, e.timeNs());
        signed(e.owner());
      }
      case LockEvent.StackSeen e -> {
        head(EventFormat.STACK_SEEN, false, e.timeNs());
        signed(e.stack());
        string(String.join(";", e.frames()));
      }
      case LockEvent.OffCpu e -> {
        head(EventFormat.OFF_CPU, e.holding(), e.timeNs());
        unsigned(e.thread());
        unsigned(e.asleep() ? 1 : 0);
        signed(e.stack());
      }
      case LockEvent.Woken e -> {
        head(EventFormat.WOKEN, false, e.timeNs());
        unsigned(e.thread());
      }
      case LockEvent.OnCpu e -> {
        head(EventFormat.ON_CPU, e.holding(), e.timeNs());
        unsigned(e.thread());
      }
    }
    records++;
  }

  /** Hands everything written so far to the file, so that a killed run leaves it readable. */
  public void flush() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
    out.flush();
  }

  /** Marks the end and closes the file. A second call does nothing. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      makeRoom();
      buffer[used++] = EventFormat.END;
      unsigned(records);
      flush();
    }
  }

  private void head(int kind, boolean flag, long timeNs) {
    buffer[used++] = (byte) (flag ? kind | EventFormat.KIND_FLAG : kind);
    signed(timeNs - lastTimeNs);
    lastTimeNs = timeNs;
  }

  private void makeRoom() throws IOException {
    if (used > buffer.length - LONGEST_RECORD) {
      out.write(buffer, 0, used);
      used = 0;
    }
  }

  private void signed(long value) {
    unsigned((value << 1) ^ (value >> 63));
  }

  private void unsigned(long value) {
    byte[] to = buffer;
    int at = used;
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      to[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[at] = (byte) rest;
    used = at + 1;
  }

  private void string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, EventFormat.MAX_STRING_BYTES);
    unsigned(length);
    System.arraycopy(bytes, 0, buffer, used, length);
    used += length;
  }
}
