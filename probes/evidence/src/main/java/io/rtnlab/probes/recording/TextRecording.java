// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The text of perf-script(1), of {@code trace-cmd report}, or of the file {@code trace} in tracefs.
 * It is read once, front to back; what is read again is the {@link EventSpool}.
 */
final class TextRecording implements Recording {
  private final EventSpool spool;
  private final TextReader.Summary summary;

  private TextRecording(EventSpool spool, TextReader.Summary summary) {
    this.spool = spool;
    this.summary = summary;
  }

  /**
   * Reads the text to its end.
   *
   * @param name of the file, for messages
   * @throws MalformedRecording where it holds no lock event, saying what it lacks
   */
  static TextRecording read(String name, InputStream in, ReadProgress progress) throws IOException {
    ByteStrings names = new ByteStrings("(one of very many)");
    StackTable stacks = new StackTable();
    EventSpool spool = new EventSpool(names, stacks);
    try {
      return new TextRecording(
          spool, new TextReader(name, new TextLines(in, progress), names, stacks, spool).read());
    } catch (IOException | RuntimeException e) {
      spool.close();
      throw e;
    }
  }

  @Override
  public String writer() {
    return summary.writer();
  }

  @Override
  public Optional<String> kernel() {
    return summary.kernel().isEmpty() ? Optional.empty() : Optional.of(summary.kernel());
  }

  @Override
  public OptionalLong listedMutex() {
    return OptionalLong.empty();
  }

  @Override
  public List<String> remarks() {
    return summary.remarks();
  }

  @Override
  public void read(Consumer<RecordedEvent> sink) throws IOException {
    spool.replay(sink);
  }

  @Override
  public void close() {
    spool.close();
  }
}
