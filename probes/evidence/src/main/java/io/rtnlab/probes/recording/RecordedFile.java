// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A file that is read at any place. It is not mapped: a mapped file that is truncated meanwhile
 * kills the thread that reads it.
 */
final class RecordedFile implements AutoCloseable {
  private static final int COPY_BYTES = 1 << 16;

  private final FileChannel channel;
  private final long size;
  private final ReadProgress progress;
  private long bytesRead;

  private RecordedFile(FileChannel channel, ReadProgress progress) throws IOException {
    this.channel = channel;
    this.progress = progress;
    size = channel.size();
  }

  static RecordedFile open(Path path, ReadProgress progress) throws IOException {
    return new RecordedFile(FileChannel.open(path), progress);
  }

  /** Copies a pipe to a file without a name, since its parts refer to one another. */
  static RecordedFile copyOf(InputStream in, ReadProgress progress) throws IOException {
    FileChannel to = EventSpool.openTemporary();
    try {
      byte[] bytes = new byte[COPY_BYTES];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        ByteBuffer part = ByteBuffer.wrap(bytes, 0, count);
        while (part.hasRemaining()) {
          to.write(part);
        }
      }
      return new RecordedFile(to, progress);
    } catch (IOException e) {
      to.close();
      throw e;
    }
  }

  /** Length in bytes when it was opened. */
  long size() {
    return size;
  }

  /**
   * Reads all of {@code length} bytes from {@code position} of the file.
   *
   * @throws MalformedRecording where the file has become shorter
   */
  void read(long position, byte[] into, int at, int length) throws IOException {
    ByteBuffer part = ByteBuffer.wrap(into, at, length);
    while (part.hasRemaining()) {
      int count = channel.read(part, position + part.position() - at);
      if (count < 0) {
        throw new MalformedRecording(
            "the recording became shorter while it was read: its bytes from "
                + (position + part.position() - at)
                + " on are gone");
      }
      bytesRead += count;
      progress.read(bytesRead);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException alreadyClosed) {
      // nothing was written
    }
  }
}
