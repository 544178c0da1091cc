// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import static io.rtnlab.libc.Errno.EAGAIN;
import static io.rtnlab.libc.Errno.EINTR;
import static io.rtnlab.libc.Errno.ENODEV;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.probes.tracebuffer.PageCursor;
import io.rtnlab.probes.tracebuffer.PageLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Copies one sub-buffer after the other with {@code read(2)}; for kernels before 6.10. */
final class ReadCpuBuffer implements CpuBuffer {
  /** In one go, so that a busy writer cannot keep us for ever: 8 MiB of usual sub-buffers. */
  private static final int MOST_PAGES = 2048;

  private final Descriptor pipe;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment copy;
  private final PageCursor cursor;

  /** Takes over an open {@code trace_pipe_raw}. */
  ReadCpuBuffer(Descriptor pipe, PageLayout layout) {
    this.pipe = pipe;
    this.copy = arena.allocate(layout.bytes(), Long.BYTES);
    this.cursor = new PageCursor(layout);
  }

  @Override
  public int drain(Sink sink) throws SystemCallException {
    int count = 0;
    for (int page = 0; page < MOST_PAGES; page++) {
      int read = pipe.read(copy);
      if (read == 0 || read == -EAGAIN || read == -EINTR || read == -ENODEV) {
        break; // ENODEV: this CPU is offline
      }
      SystemCallException.check("read trace_pipe_raw", read);
      cursor.begin(copy.asSlice(0, read));
      if (cursor.missed() != 0) {
        sink.missed(cursor.missed(), cursor.timeNs());
      }
      count += cursor.walk(cursor.bytes(), sink);
    }
    return count;
  }

  @Override
  public String manner() {
    return "read";
  }

  @Override
  public void close() {
    pipe.close();
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
