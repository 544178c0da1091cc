// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.Mapping;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.probes.tracebuffer.PageCursor;
import io.rtnlab.probes.tracebuffer.PageLayout;
import java.lang.foreign.MemorySegment;

/**
 * Reads the kernel's own sub-buffers in place (Documentation/trace/ring-buffer-map.rst), from Linux
 * 6.10 on. The mapping is a meta page, padded to the size of a sub-buffer, then all sub-buffers.
 *
 * <pre>
 *  struct trace_buffer_meta (include/uapi/linux/trace_mmap.h)
 *   0 u32 meta_page_size   4 u32 meta_struct_len   8 u32 subbuf_size   12 u32 nr_subbufs
 *  16 u64 reader.lost_events   24 u32 reader.id   28 u32 reader.read
 * </pre>
 *
 * One sub-buffer at a time is the reader's. {@code TRACE_MMAP_IOCTL_GET_READER} either takes what
 * was written to it since, or, when it is all read, swaps it for the next one.
 */
final class MappedCpuBuffer implements CpuBuffer {
  /** {@code TRACE_MMAP_IOCTL_GET_READER}, {@code _IO('R', 0x20)}. */
  private static final int GET_READER = 'R' << 8 | 0x20;

  private static final int META_SUB_BUFFER_BYTES = 8;
  private static final int META_SUB_BUFFERS = 12;
  private static final int META_READER_ID = 24;
  private static final int META_READER_READ = 28;
  private static final int NONE = -1;

  private final Descriptor pipe;
  private final Mapping mapping;
  private final MemorySegment memory;
  private final int subBufferBytes;
  private final int subBuffers;
  private final PageCursor cursor;
  private int current = NONE;

  private MappedCpuBuffer(Descriptor pipe, Mapping mapping, PageLayout layout) {
    this.pipe = pipe;
    this.mapping = mapping;
    this.memory = mapping.segment();
    this.subBufferBytes = memory.get(JAVA_INT, META_SUB_BUFFER_BYTES);
    this.subBuffers = memory.get(JAVA_INT, META_SUB_BUFFERS);
    this.cursor = new PageCursor(layout);
  }

  /**
   * Maps an open {@code trace_pipe_raw}, which it takes over.
   *
   * @throws SystemCallException where this kernel cannot; the pipe is still the caller's then
   */
  static MappedCpuBuffer map(Descriptor pipe, PageLayout layout) throws SystemCallException {
    int subBuffers;
    try (Mapping meta = map(pipe, layout.bytes())) {
      subBuffers = meta.segment().get(JAVA_INT, META_SUB_BUFFERS);
    }
    return new MappedCpuBuffer(pipe, map(pipe, (1L + subBuffers) * layout.bytes()), layout);
  }

  private static Mapping map(Descriptor pipe, long bytes) throws SystemCallException {
    return Mapping.of(pipe, 0, bytes, Mapping.PROT_READ, Mapping.MAP_SHARED);
  }

  @Override
  public int drain(Sink sink) throws SystemCallException {
    int count = 0;
    for (int page = 0; page <= subBuffers; page++) {
      SystemCallException.check("ioctl(TRACE_MMAP_IOCTL_GET_READER)", pipe.ioctl(GET_READER, 0));
      int id = memory.get(JAVA_INT, META_READER_ID);
      int written = memory.get(JAVA_INT, META_READER_READ);
      if (id != current) {
        begin(id, sink);
      }
      if (written <= cursor.position()) {
        break;
      }
      count += cursor.walk(written, sink);
    }
    return count;
  }

  private void begin(int id, Sink sink) {
    current = id;
    cursor.begin(memory.asSlice((1L + id) * subBufferBytes, subBufferBytes));
    if (cursor.missed() != 0) {
      sink.missed(cursor.missed(), cursor.timeNs());
    }
  }

  @Override
  public String manner() {
    return "mmap";
  }

  @Override
  public void close() {
    mapping.close();
    pipe.close();
  }
}
