// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stream;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockKey;
import io.rtnlab.probes.event.ProbeCapabilities;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Reads what {@link EventWriter} wrote, front to back and in constant memory. Whatever the bytes
 * are, the answer is events, a statement that the file was cut, or {@link
 * MalformedEventsException}.
 */
public final class EventReader implements Closeable {
  private final InputStream in;
  private final byte[] buffer = new byte[64 * 1024];
  private final CRC32C checksum = new CRC32C();
  private int summedTo;
  private int position;
  private int limit;
  private long bytesBeforeBuffer;

  private final List<String> operations;
  private final ProbeCapabilities capabilities;
  private final long version;
  private long lastTimeNs;

  /** Opens a file and reads its header. */
  public static EventReader open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return new EventReader(in);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Reads the header from {@code in}, which is closed with this reader.
   *
   * @throws MalformedEventsException if it is no such header, or cut inside it
   */
  public EventReader(InputStream in) throws IOException {
    this.in = in;
    try {
      for (byte expected : EventFormat.MAGIC) {
        if (next() != (expected & 0xff)) {
          throw malformed("it does not start with \"rtnlabEV\"");
        }
      }
      version = unsigned();
      if (version < EventFormat.OLDEST_VERSION || version > EventFormat.VERSION) {
        throw malformed(
            "version "
                + Long.toUnsignedString(version)
                + ", this program reads versions "
                + EventFormat.OLDEST_VERSION
                + " to "
                + EventFormat.VERSION);
      }
      long flags = unsigned();
      capabilities =
          new ProbeCapabilities(
              (flags & EventFormat.FLAG_EVERY_ACQUISITION) != 0,
              (flags & EventFormat.FLAG_OFF_CPU) != 0,
              (flags & EventFormat.FLAG_OTHER_LOCKS) != 0);
      int count = bounded(EventFormat.MAX_OPERATIONS, "number of operations");
      List<String> names = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        names.add(string());
      }
      operations = List.copyOf(names);
    } catch (EOFException e) {
      throw malformed("it ends inside its header");
    }
  }

  /** The run's operation names, which {@code RequestBegin.operation} counts into. */
  public List<String> operations() {
    return operations;
  }

  /** What the backend could see. */
  public ProbeCapabilities capabilities() {
    return capabilities;
  }

  /**
   * Hands all events to {@code sink}.
   *
   * @throws MalformedEventsException if the bytes stop making sense; the events before were handed
   *     over
   */
  public Ending readAll(Consumer<LockEvent> sink) throws IOException {
    long events = 0;
    long start = offset();
    try {
      while (true) {
        start = offset();
        int tag = next();
        if (tag == EventFormat.END) {
          return end(events);
        }
        if (tag == EventFormat.CHECK && version >= EventFormat.CHECKS) {
          check();
          continue;
        }
        sink.accept(record(tag));
        events++;
      }
    } catch (EOFException e) {
      return new Ending(
          events,
          false,
          "cut at byte " + start + ": " + events + " events before it are good, the rest is gone");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /**
   * How a stream ended.
   *
   * @param events how many events were read
   * @param complete whether the writer had closed it
   * @param statement the same for people
   */
  public record Ending(long events, boolean complete, String statement) {}

  private Ending end(long events) throws IOException {
    long written = unsigned();
    if (written != events) {
      throw malformed("its end counts " + written + " events, read were " + events);
    }
    if (version >= EventFormat.CHECKS) {
      if (next() != EventFormat.CHECK) {
        throw malformed("no checksum at its end");
      }
      check();
    }
    if (position < limit || fill()) {
      throw malformed("bytes after its end");
    }
    return new Ending(events, true, "complete: " + events + " events");
  }

  private void check() throws IOException {
    sum();
    long computed = checksum.getValue();
    if (bytes(Integer.BYTES) != computed) {
      throw malformed("it is damaged: by its checksum something else was written");
    }
  }

  /** Adds to the checksum what has been read since the last time. */
  private void sum() {
    checksum.update(buffer, summedTo, position - summedTo);
    summedTo = position;
  }

  private LockEvent record(int tag) throws IOException {
    int kind = tag & EventFormat.KIND_MASK;
    boolean flag = (tag & EventFormat.KIND_FLAG) != 0;
    if ((tag & EventFormat.OTHER_LOCK) != 0) {
      return otherRecord(tag, kind);
    }
    int timeBytes = tag >> EventFormat.TIME_BYTES_SHIFT;
    if (timeBytes > 0 && timeBytes <= EventFormat.MOST_TIME_BYTES) {
      return shortRecord(tag, kind, flag, timeBytes);
    }
    if (timeBytes > 0 || (version < EventFormat.KNOWS_OTHER_LOCKS && kind > EventFormat.ON_CPU)) {
      throw unknown(tag);
    }
    long timeNs = lastTimeNs + signed();
    lastTimeNs = timeNs;
    return switch (kind) {
      case EventFormat.REQUEST_BEGIN ->
          new LockEvent.RequestBegin(timeNs, unsignedInt("thread"), operation());
      case EventFormat.REQUEST_END ->
          flag
              ? new LockEvent.CallEnd(timeNs, unsignedInt("thread"))
              : new LockEvent.RequestEnd(
                  timeNs, unsignedInt("thread"), operation(), signedInt("result"), signed());
      case EventFormat.WAIT_BEGIN ->
          new LockEvent.WaitBegin(
              timeNs, unsignedInt("thread"), signedInt("owner"), flag, signedInt("stack"));
      case EventFormat.ACQUIRED ->
          new LockEvent.Acquired(timeNs, unsignedInt("thread"), flag, signedInt("result"));
      case EventFormat.RELEASED ->
          new LockEvent.Released(timeNs, unsignedInt("thread"), signedInt("stack"));
      case EventFormat.THREAD_SEEN ->
          new LockEvent.ThreadSeen(
              timeNs,
              unsignedInt("thread"),
              unsignedInt("process"),
              string(),
              signed(),
              version < EventFormat.KNOWS_OTHER_LOCKS ? 0 : unsigned());
      case EventFormat.OWNER_SEEN ->
          flag
              ? new LockEvent.HolderSampled(timeNs, signedInt("owner"), signedInt("stack"))
              : new LockEvent.OwnerSeen(timeNs, signedInt("owner"));
      case EventFormat.STACK_SEEN ->
          new LockEvent.StackSeen(timeNs, signedInt("stack"), frames(string()));
      case EventFormat.OFF_CPU ->
          new LockEvent.OffCpu(
              timeNs, unsignedInt("thread"), flag, bounded(1, "asleep") == 1, signedInt("stack"));
      case EventFormat.WOKEN -> new LockEvent.Woken(timeNs, unsignedInt("thread"));
      case EventFormat.ON_CPU ->
          new LockEvent.OnCpu(
              timeNs, unsignedInt("thread"), flag || version < EventFormat.SAYS_WHO_IS_BACK);
      case EventFormat.LOCK_SEEN ->
          new LockEvent.LockSeen(
              timeNs,
              unsignedInt("lock"),
              new LockKey(string(), string(), unsigned(), string(), unsigned()),
              signedInt("stack"));
      case EventFormat.CGROUP_SEEN -> new LockEvent.CgroupSeen(timeNs, unsigned(), string());
      case EventFormat.RECLAIM ->
          new LockEvent.Reclaim(timeNs, unsignedInt("thread"), flag, bounded(1, "holding") == 1);
      default -> new LockEvent.Lost(timeNs, timeNs + signed(), signed());
    };
  }

  /** A record of another lock than the mutex. */
  private LockEvent otherRecord(int tag, int kind) throws IOException {
    int mostBits = EventFormat.KIND_MASK | EventFormat.KIND_FLAG | EventFormat.OTHER_LOCK;
    if (version < EventFormat.KNOWS_OTHER_LOCKS || (tag & ~mostBits) != 0) {
      throw unknown(tag);
    }
    long timeNs = lastTimeNs + signed();
    lastTimeNs = timeNs;
    int lock = unsignedInt("lock");
    return switch (kind) {
      case EventFormat.WAIT_BEGIN ->
          new LockEvent.OtherWait(
              timeNs, lock, unsignedInt("thread"), signedInt("owner"), unsignedInt("root"));
      case EventFormat.ACQUIRED -> {
        int thread = unsignedInt("thread");
        int result = signedInt("result");
        yield new LockEvent.OtherEnd(timeNs, lock, thread, signed(), result);
      }
      default -> throw unknown(tag);
    };
  }

  private LockEvent shortRecord(int tag, int kind, boolean flag, int timeBytes) throws IOException {
    lastTimeNs += bytes(timeBytes);
    long timeNs = lastTimeNs;
    int thread = (int) bytes(EventFormat.SHORT_THREAD_BYTES);
    return switch (kind) {
      case EventFormat.REQUEST_BEGIN ->
          new LockEvent.RequestBegin(timeNs, thread, operation(next()));
      case EventFormat.REQUEST_END ->
          flag
              ? new LockEvent.CallEnd(timeNs, thread)
              : new LockEvent.RequestEnd(
                  timeNs, thread, operation(next()), 0, bytes(Integer.BYTES));
      case EventFormat.WAIT_BEGIN ->
          new LockEvent.WaitBegin(timeNs, thread, (int) bytes(Integer.BYTES), flag, -1);
      case EventFormat.ACQUIRED -> new LockEvent.Acquired(timeNs, thread, flag, 0);
      default -> throw unknown(tag);
    };
  }

  private MalformedEventsException unknown(int tag) {
    return malformed("unknown record 0x" + Integer.toHexString(tag));
  }

  /** An unsigned number of so many bytes. */
  private long bytes(int count) throws IOException {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (long) next() << (Byte.SIZE * i);
    }
    return value;
  }

  private static List<String> frames(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(";", -1));
  }

  private int operation() throws IOException {
    return operation(unsignedInt("operation"));
  }

  private int operation(int operation) throws IOException {
    if (operation >= operations.size()) {
      throw malformed("operation " + operation + " of " + operations.size());
    }
    return operation;
  }

  private String string() throws IOException {
    byte[] bytes = new byte[bounded(EventFormat.MAX_STRING_BYTES, "length of a string")];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) next();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private int unsignedInt(String what) throws IOException {
    return bounded(Integer.MAX_VALUE, what);
  }

  private int signedInt(String what) throws IOException {
    long value = signed();
    if (value != (int) value) {
      throw malformed(what + " " + value);
    }
    return (int) value;
  }

  private int bounded(int most, String what) throws IOException {
    long value = unsigned();
    if (value < 0 || value > most) {
      throw malformed(what + " " + Long.toUnsignedString(value));
    }
    return (int) value;
  }

  private long signed() throws IOException {
    long raw = unsigned();
    return (raw >>> 1) ^ -(raw & 1);
  }

  private long unsigned() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int part = next();
      value |= (long) (part & 0x7f) << shift;
      if (part < 0x80) {
        return value;
      }
    }
    throw malformed("a number of more than 64 bits");
  }

  private int next() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException();
    }
    return buffer[position++] & 0xff;
  }

  private boolean fill() throws IOException {
    sum();
    bytesBeforeBuffer += limit;
    position = 0;
    summedTo = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }

  private long offset() {
    return bytesBeforeBuffer + position;
  }

  private MalformedEventsException malformed(String what) {
    return new MalformedEventsException(offset(), what);
  }
}
