package io.rtnlab.probes.recording;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** The sub-buffers of one CPU, one after the other. */
final class RecordedPages {
  private final String compression;
  private final int pageBytes;
  private final String whose;
  private final FileBytes source;
  private long chunksLeft;
  private MemorySegment chunk;
  private long position;

  private RecordedPages(
      String compression, int pageBytes, String whose, FileBytes source, MemorySegment chunk) {
    this.compression = compression;
    this.pageBytes = pageBytes;
    this.whose = whose;
    this.source = source;
    this.chunk = chunk;
  }

  /**
   * Starts at the first.
   *
   * @param whose for messages, such as {@code "CPU 1"}
   */
  static RecordedPages of(String compression, int pageBytes, String whose, MemorySegment data)
      throws MalformedRecording {
    FileBytes source = new FileBytes("the events of " + whose, data);
    if (compression.equals("none")) {
      return new RecordedPages(compression, pageBytes, whose, source, data);
    }
    RecordedPages pages =
        new RecordedPages(compression, pageBytes, whose, source, MemorySegment.NULL);
    pages.chunksLeft = source.u32();
    return pages;
  }

  /** The next sub-buffer; empty at the end. */
  Optional<MemorySegment> next() throws MalformedRecording {
    while (position == chunk.byteSize()) {
      if (chunksLeft == 0) {
        return Optional.empty();
      }
      chunksLeft--;
      chunk = MemorySegment.ofArray(Inflation.inflate(compression, source));
      position = 0;
    }
    if (chunk.byteSize() - position < pageBytes) {
      throw new MalformedRecording(
          "the recording is cut off: the events of %s end inside a page of %d bytes"
              .formatted(whose, pageBytes));
    }
    MemorySegment page = chunk.asSlice(position, pageBytes);
    position += pageBytes;
    return Optional.of(page);
  }
}
