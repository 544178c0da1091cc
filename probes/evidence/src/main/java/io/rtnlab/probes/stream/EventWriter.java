// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stream;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.PrimitiveEventSink;
import io.rtnlab.probes.event.ProbeCapabilities;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes lock events in the form of {@link EventFormat}. Allocates nothing per event. What cannot
 * be written is left out, and so is all that follows; {@link #failure} says why.
 */
public final class EventWriter implements PrimitiveEventSink, Closeable {
  /** More than the longest record: a tag, a few varints and three strings. */
  private static final int LONGEST_RECORD = 3 * EventFormat.MAX_STRING_BYTES + 64;

  private static final VarHandle LE64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LE32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final OutputStream out;
  private final byte[] buffer = new byte[64 * 1024];
  private final CRC32C checksum = new CRC32C();
  private int used;
  private long lastTimeNs;
  private long records;
  private boolean closed;
  private @Nullable IOException failure;

  /**
   * Starts a stream on {@code out}, which is closed with this writer.
   *
   * @param operations the run's operation names
   * @param capabilities what the backend can see
   */
  public EventWriter(OutputStream out, List<String> operations, ProbeCapabilities capabilities)
      throws IOException {
    if (operations.size() > EventFormat.MAX_OPERATIONS) {
      throw new IllegalArgumentException(
          operations.size() + " operations, at most " + EventFormat.MAX_OPERATIONS);
    }
    this.out = out;
    System.arraycopy(EventFormat.MAGIC, 0, buffer, 0, EventFormat.MAGIC.length);
    used = EventFormat.MAGIC.length;
    used = unsigned(used, EventFormat.VERSION);
    used =
        unsigned(
            used,
            (capabilities.everyAcquisition() ? EventFormat.FLAG_EVERY_ACQUISITION : 0)
                | (capabilities.offCpu() ? EventFormat.FLAG_OFF_CPU : 0)
                | (capabilities.otherLocks() ? EventFormat.FLAG_OTHER_LOCKS : 0));
    used = unsigned(used, operations.size());
    for (String operation : operations) {
      makeRoom();
      used = string(used, operation);
    }
  }

  @Override
  public void infrequent(LockEvent.InfrequentEvent event) {
    switch (event) {
      case LockEvent.Released e -> {
        int at = head(EventFormat.RELEASED, false, e.timeNs());
        at = unsigned(at, e.thread());
        used = signed(at, e.stack());
      }
      case LockEvent.ThreadSeen e -> {
        int at = head(EventFormat.THREAD_SEEN, false, e.timeNs());
        at = unsigned(at, e.thread());
        at = unsigned(at, e.process());
        at = string(at, e.name());
        at = signed(at, e.networkNamespace());
        used = unsigned(at, e.cgroup());
      }
      case LockEvent.Lost e -> {
        int at = head(EventFormat.LOST, false, e.timeNs());
        at = signed(at, e.untilNs() - e.timeNs());
        used = signed(at, e.count());
      }
      case LockEvent.OwnerSeen e -> {
        int at = head(EventFormat.OWNER_SEEN, false, e.timeNs());
        used = signed(at, e.owner());
      }
      case LockEvent.StackSeen e -> {
        int at = head(EventFormat.STACK_SEEN, false, e.timeNs());
        at = signed(at, e.stack());
        used = string(at, String.join(";", e.frames()));
      }
      case LockEvent.OffCpu e -> {
        int at = head(EventFormat.OFF_CPU, e.holding(), e.timeNs());
        at = unsigned(at, e.thread());
        at = unsigned(at, e.asleep() ? 1 : 0);
        used = signed(at, e.stack());
      }
      case LockEvent.Woken e -> {
        int at = head(EventFormat.WOKEN, false, e.timeNs());
        used = unsigned(at, e.thread());
      }
      case LockEvent.OnCpu e -> {
        int at = head(EventFormat.ON_CPU, e.holding(), e.timeNs());
        used = unsigned(at, e.thread());
      }
      case LockEvent.CallEnd e -> callEnd(e.timeNs(), e.thread());
      case LockEvent.CgroupSeen e -> {
        int at = head(EventFormat.CGROUP_SEEN, false, e.timeNs());
        at = unsigned(at, e.cgroup());
        used = string(at, e.path());
      }
      case LockEvent.LockSeen e -> {
        int at = head(EventFormat.LOCK_SEEN, false, e.timeNs());
        at = unsigned(at, e.lock());
        at = string(at, e.key().kind());
        at = string(at, e.key().name());
        at = unsigned(at, e.key().networkNamespace());
        at = string(at, e.key().device());
        at = unsigned(at, e.key().address());
        used = signed(at, e.stack());
      }
      case LockEvent.OtherWait e -> {
        int at = otherHead(EventFormat.WAIT_BEGIN, e.timeNs(), e.lock());
        at = unsigned(at, e.thread());
        at = signed(at, e.owner());
        used = unsigned(at, e.root());
      }
      case LockEvent.OtherEnd e -> {
        int at = otherHead(EventFormat.ACQUIRED, e.timeNs(), e.lock());
        at = unsigned(at, e.thread());
        at = signed(at, e.result());
        used = signed(at, e.waitedNs());
      }
      case LockEvent.Reclaim e -> {
        int at = head(EventFormat.RECLAIM, e.begins(), e.timeNs());
        at = unsigned(at, e.thread());
        used = unsigned(at, e.holding() ? 1 : 0);
      }
      case LockEvent.HolderSampled e -> {
        int at = head(EventFormat.OWNER_SEEN, true, e.timeNs());
        at = signed(at, e.thread());
        used = signed(at, e.stack());
      }
    }
  }

  @Override
  public void requestBegin(long timeNs, int thread, int operation) {
    if (EventFormat.isShort(timeNs - lastTimeNs, thread, operation)) {
      int at = shortHead(EventFormat.REQUEST_BEGIN, false, timeNs, thread);
      used = u8(at, operation);
      return;
    }
    int at = head(EventFormat.REQUEST_BEGIN, false, timeNs);
    at = unsigned(at, thread);
    used = unsigned(at, operation);
  }

  @Override
  public void requestEnd(long timeNs, int thread, int operation, int result, long systemCallNs) {
    if (EventFormat.isShort(timeNs - lastTimeNs, thread, operation)
        && result == 0
        && systemCallNs >>> Integer.SIZE == 0) {
      int at = shortHead(EventFormat.REQUEST_END, false, timeNs, thread);
      at = u8(at, operation);
      used = u32(at, (int) systemCallNs);
      return;
    }
    int at = head(EventFormat.REQUEST_END, false, timeNs);
    at = unsigned(at, thread);
    at = unsigned(at, operation);
    at = signed(at, result);
    used = signed(at, systemCallNs);
  }

  @Override
  public void callEnd(long timeNs, int thread) {
    if (EventFormat.isShort(timeNs - lastTimeNs, thread, 0)) {
      used = shortHead(EventFormat.REQUEST_END, true, timeNs, thread);
      return;
    }
    used = unsigned(head(EventFormat.REQUEST_END, true, timeNs), thread);
  }

  @Override
  public void waitBegin(long timeNs, int thread, int owner, boolean queued, int stack) {
    if (EventFormat.isShort(timeNs - lastTimeNs, thread, 0) && stack == -1) {
      int at = shortHead(EventFormat.WAIT_BEGIN, queued, timeNs, thread);
      used = u32(at, owner);
      return;
    }
    int at = head(EventFormat.WAIT_BEGIN, queued, timeNs);
    at = unsigned(at, thread);
    at = signed(at, owner);
    used = signed(at, stack);
  }

  @Override
  public void acquired(long timeNs, int thread, boolean waited, int result) {
    if (EventFormat.isShort(timeNs - lastTimeNs, thread, 0) && result == 0) {
      used = shortHead(EventFormat.ACQUIRED, waited, timeNs, thread);
      return;
    }
    int at = head(EventFormat.ACQUIRED, waited, timeNs);
    at = unsigned(at, thread);
    used = signed(at, result);
  }

  /** Why the file is not whole; null where it is. */
  public @Nullable IOException failure() {
    return failure;
  }

  /**
   * Hands everything written so far to the file, so that a killed run leaves it readable.
   *
   * @throws IOException if this, or something before it, could not be written
   */
  public void flush() throws IOException {
    empty();
    if (failure != null) {
      throw failure;
    }
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
      used = unsigned(used, records);
      flush();
    } catch (IOException full) {
      failure = full;
      throw full;
    }
  }

  /** The same of another lock. */
  private int otherHead(int kind, long timeNs, int lock) {
    return unsigned(head(kind | EventFormat.OTHER_LOCK, true, timeNs), lock);
  }

  /** Begins a record; returns where it goes on. */
  private int head(int kind, boolean flag, long timeNs) {
    makeRoom();
    records++;
    int at = used;
    buffer[at++] = (byte) tag(kind, flag);
    at = signed(at, timeNs - lastTimeNs);
    lastTimeNs = timeNs;
    return at;
  }

  /** Tag, time and thread of a short record with one store: most records are short. */
  private int shortHead(int kind, boolean flag, long timeNs, int thread) {
    makeRoom();
    records++;
    long sinceNs = timeNs - lastTimeNs;
    lastTimeNs = timeNs;
    int timeBits = (Long.SIZE + 7 - Long.numberOfLeadingZeros(sinceNs | 1)) & -Byte.SIZE;
    long tag = tag(kind, flag) | ((timeBits / Byte.SIZE) << EventFormat.TIME_BYTES_SHIFT);
    long word = tag | (sinceNs << Byte.SIZE) | ((long) thread << (Byte.SIZE + timeBits));
    LE64.set(buffer, used, word);
    return used + Byte.BYTES + timeBits / Byte.SIZE + EventFormat.SHORT_THREAD_BYTES;
  }

  private static int tag(int kind, boolean flag) {
    return flag ? kind | EventFormat.KIND_FLAG : kind;
  }

  private int u8(int at, int value) {
    buffer[at] = (byte) value;
    return at + Byte.BYTES;
  }

  private int u32(int at, int value) {
    LE32.set(buffer, at, value);
    return at + Integer.BYTES;
  }

  private void makeRoom() {
    if (used > buffer.length - LONGEST_RECORD) {
      empty();
    }
  }

  private void empty() {
    if (failure == null && used > 0) {
      buffer[used++] = EventFormat.CHECK;
      checksum.update(buffer, 0, used);
      int value = (int) checksum.getValue();
      used = u32(used, value);
      checksum.update(buffer, used - Integer.BYTES, Integer.BYTES);
      try {
        out.write(buffer, 0, used);
      } catch (IOException full) {
        failure = full;
      }
    }
    used = 0;
  }

  private int signed(int at, long value) {
    return unsigned(at, (value << 1) ^ (value >> 63));
  }

  /** Seven bits a byte, the last ones first, all but the last byte with its top bit set. */
  private int unsigned(int at, long value) {
    if (value >>> 56 != 0) {
      return unsignedLong(at, value);
    }
    // Without a branch for each byte: which lengths follow each other, no processor foresees.
    int bits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
    int bytes = (9 * bits + 64) >>> 6;
    long more = 0x8080808080808080L & ((1L << (Byte.SIZE * (bytes - 1))) - 1);
    LE64.set(buffer, at, Long.expand(value, 0x7f7f7f7f7f7f7f7fL) | more);
    return at + bytes;
  }

  private int unsignedLong(int from, long value) {
    int at = from;
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      buffer[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[at++] = (byte) rest;
    return at;
  }

  private int string(int from, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, EventFormat.MAX_STRING_BYTES);
    int at = unsigned(from, length);
    System.arraycopy(bytes, 0, buffer, at, length);
    return at + length;
  }
}
