// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of a text in a few bytes each, to be read again without the text: which mutex is
 * {@code rtnl_mutex} shows only at the end of it, and a pipe cannot be read twice. The first few
 * megabytes stay in memory, more goes to a temporary file that has no name.
 *
 * <pre>
 *  0 time ns, u64 │ 8 thread, i32 │ 12 kind, u8, name, u24 │ 16 lock, u64 │ 24 stack, i32 │ 28 flags, i32
 * </pre>
 */
final class EventSpool implements AutoCloseable {
  private static final int RECORD_BYTES = 32;
  private static final int BLOCK_BYTES = RECORD_BYTES << 17;

  private static final int BEGIN = 1;
  private static final int END = 2;
  private static final int WAKING = 3;
  private static final int WAKING_IN_INTERRUPT = 4;
  private static final int LOST = 5;
  private static final int RELEASE = 6;

  private final ByteStrings names;
  private final StackTable stacks;
  private ByteBuffer block = ByteBuffer.allocate(RECORD_BYTES << 10);
  private @Nullable FileChannel file;

  EventSpool(ByteStrings names, StackTable stacks) {
    this.names = names;
    this.stacks = stacks;
  }

  void begin(long timeNs, int thread, int name, long lock, int flags, int stack)
      throws IOException {
    put(BEGIN, timeNs, thread, name, lock, stack, flags);
  }

  void end(long timeNs, int thread, int name, long lock, int result) throws IOException {
    put(END, timeNs, thread, name, lock, StackTable.NONE, result);
  }

  void release(long timeNs, int thread, int name, long lock, int stack) throws IOException {
    put(RELEASE, timeNs, thread, name, lock, stack, 0);
  }

  void waking(long timeNs, int thread, int name, int woken, boolean inInterrupt)
      throws IOException {
    put(
        inInterrupt ? WAKING_IN_INTERRUPT : WAKING,
        timeNs,
        thread,
        name,
        woken,
        StackTable.NONE,
        0);
  }

  void lost(long timeNs, long count) throws IOException {
    put(LOST, timeNs, 0, 0, count, StackTable.NONE, 0);
  }

  private void put(int kind, long timeNs, int thread, int name, long lock, int stack, int flags)
      throws IOException {
    if (!block.hasRemaining()) {
      makeRoom();
    }
    block
        .putLong(timeNs)
        .putInt(thread)
        .putInt(kind << 24 | name)
        .putLong(lock)
        .putInt(stack)
        .putInt(flags);
  }

  private void makeRoom() throws IOException {
    if (block.capacity() < BLOCK_BYTES) {
      block = ByteBuffer.allocate(4 * block.capacity()).put(block.flip());
      return;
    }
    FileChannel to = file;
    if (to == null) {
      to = openTemporary();
      file = to;
    }
    block.flip();
    while (block.hasRemaining()) {
      to.write(block);
    }
    block.clear();
  }

  /** A file that is gone as soon as it is closed, whatever becomes of this process. */
  static FileChannel openTemporary() throws IOException {
    try {
      Path path = Files.createTempFile("rtnlab-", ".recording");
      return FileChannel.open(
          path,
          Set.of(
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException refused) {
      throw new IOException(
          "cannot keep what is read in "
              + System.getProperty("java.io.tmpdir")
              + " ("
              + refused.getMessage()
              + "): free some space there, or name another folder with"
              + " RTNLAB_JAVA_OPTS=-Djava.io.tmpdir=FOLDER",
          refused);
    }
  }

  /** Hands over all events, in the order in which they came. */
  void replay(Consumer<RecordedEvent> sink) throws IOException {
    FileChannel from = file;
    if (from != null) {
      ByteBuffer read = ByteBuffer.allocate(RECORD_BYTES << 11);
      long position = 0;
      while (position < from.size()) {
        read.clear();
        while (read.hasRemaining() && position < from.size()) {
          position += Math.max(0, from.read(read, position));
        }
        replay(read.flip(), sink);
      }
    }
    replay(block.duplicate().flip(), sink);
  }

  private void replay(ByteBuffer records, Consumer<RecordedEvent> sink) {
    while (records.hasRemaining()) {
      long timeNs = records.getLong();
      int thread = records.getInt();
      int kindAndName = records.getInt();
      long lock = records.getLong();
      int stack = records.getInt();
      int flags = records.getInt();
      String name = names.get(kindAndName & 0xff_ffff);
      sink.accept(
          switch (kindAndName >>> 24) {
            case BEGIN ->
                new RecordedEvent.Begin(timeNs, thread, name, lock, flags, stacks.get(stack));
            case END -> new RecordedEvent.End(timeNs, thread, name, lock, flags);
            case RELEASE ->
                new RecordedEvent.Release(timeNs, thread, name, lock, stacks.get(stack));
            case WAKING -> new RecordedEvent.Waking(timeNs, thread, name, (int) lock, false);
            case WAKING_IN_INTERRUPT ->
                new RecordedEvent.Waking(timeNs, thread, name, (int) lock, true);
            default -> new RecordedEvent.Lost(timeNs, timeNs, lock);
          });
    }
  }

  @Override
  public void close() {
    FileChannel open = file;
    if (open != null) {
      try {
        open.close();
      } catch (IOException alreadyGone) {
        // it has no name any more
      }
    }
  }
}
