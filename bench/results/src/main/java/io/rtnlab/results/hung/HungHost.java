// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.hung;

import io.rtnlab.probes.hung.HangAnalysis;
import io.rtnlab.probes.hung.HangEvidence;
import io.rtnlab.probes.hung.LogReader;
import io.rtnlab.probes.hung.ProcStacks;
import io.rtnlab.probes.recording.ReadProgress;
import io.rtnlab.probes.recording.RecordedInput;
import java.io.IOException;
import java.nio.file.Path;

/** From what a hung host left behind to its document. */
public final class HungHost {
  private HungHost() {}

  /** Reads a kernel log. */
  public static HungDocument of(RecordedInput log, ReadProgress progress) throws IOException {
    return of(log.name(), LogReader.read(log.stream(), progress));
  }

  /**
   * Reads a folder of copied {@code /proc/PID/stack} files.
   *
   * @throws IOException where the folder holds none, saying what it should hold
   */
  public static HungDocument of(Path folder) throws IOException {
    return of(folder.toString(), ProcStacks.read(folder));
  }

  private static HungDocument of(String name, HangEvidence evidence) {
    return HungDocument.of(name, evidence.kernel(), HangAnalysis.of(evidence));
  }
}
