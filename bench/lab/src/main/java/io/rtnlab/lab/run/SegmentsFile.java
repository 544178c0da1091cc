// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.probes.attribution.WaitObserver;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.results.NewFiles;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every segment of every wait, for judges that share no code with this program.
 *
 * <pre>
 *  "rtnlab-segments 2 PROVED SNAPSHOT …\n"   the classes of evidence by number, from 0
 *  0 waiter s32 │ 4 from ns s64 │ 12 until ns s64 │ 20 holder s32 │ 24 evidence u8 │ 25 change u8 │ 26
 * </pre>
 *
 * Big endian. {@code change} is 1 where the holder got in or let go somewhere inside the segment.
 *
 * <p>Thread ids are those of the initial PID namespace, 0 for no holder; times are {@code
 * CLOCK_MONOTONIC}.
 */
final class SegmentsFile implements WaitObserver, AutoCloseable {
  static final String NAME = "segments.bin";
  private static final int BUFFER_BYTES = 1 << 20;

  private final DataOutputStream out;
  private @Nullable IOException failure;

  private SegmentsFile(DataOutputStream out) {
    this.out = out;
  }

  /** Starts the file in a run's folder. */
  static SegmentsFile create(Path folder) throws IOException {
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(NewFiles.file(folder.resolve(NAME)), BUFFER_BYTES));
    String kinds =
        Arrays.stream(Evidence.values()).map(Evidence::name).collect(Collectors.joining(" "));
    out.write(("rtnlab-segments 2 " + kinds + "\n").getBytes(StandardCharsets.US_ASCII));
    return new SegmentsFile(out);
  }

  @Override
  public void segment(
      int waiter,
      long fromNs,
      long untilNs,
      int holder,
      Evidence evidence,
      boolean ownerChangedWithin,
      HolderState state) {
    if (failure != null) {
      return;
    }
    try {
      out.writeInt(waiter);
      out.writeLong(fromNs);
      out.writeLong(untilNs);
      out.writeInt(holder);
      out.writeByte(evidence.place);
      out.writeBoolean(ownerChangedWithin);
    } catch (IOException full) {
      failure = full;
    }
  }

  /**
   * Ends the file.
   *
   * @throws IOException where it is incomplete, saying why
   */
  void finish() throws IOException {
    try {
      out.close();
    } catch (IOException full) {
      failure = failure == null ? full : failure;
    }
    if (failure != null) {
      throw new IOException(NAME + " is incomplete: " + failure.getMessage(), failure);
    }
  }

  /** Ends it, of a run that failed too. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
