// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A file with lock events, of any recorder. May be read again and again. */
public interface Recording extends AutoCloseable {

  /**
   * Makes a recording that {@link RecordedInput} reads; {@code rtnlab attribute --help} has perf's
   * too.
   */
  String RECORDER =
      "trace-cmd record -C mono -e 'lock:conten*'" + " -e sched:sched_waking sleep 10";

  /** What wrote it, such as {@code "trace-cmd 3.1.6, file version 7"}. */
  String writer();

  /** The kernel that it was recorded on, as far as the file says. */
  Optional<String> kernel();

  /** Where the recorded kernel listed {@code rtnl_mutex}; empty where the file does not say. */
  OptionalLong listedMutex() throws IOException;

  /** What a reader should know of this file, a sentence each. */
  List<String> remarks();

  /**
   * Hands over all lock events in the order of their times, and wake-ups where there are any.
   *
   * @throws MalformedRecording where the file breaks off or contradicts itself, saying where
   */
  void read(Consumer<RecordedEvent> sink) throws IOException;

  @Override
  void close();
}
