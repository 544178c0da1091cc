// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.results.Refused;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What of a run could not be written, such as to a full disk: what was measured is reported all the
 * same.
 */
public final class Unwritten {
  private final Set<String> reasons = new LinkedHashSet<>();

  /** Something that writes. */
  @FunctionalInterface
  public interface Step {
    /** Writes. */
    void write() throws IOException;
  }

  /** Writes something; why it could not is kept. Returns whether it is written. */
  public boolean attempt(Step step) {
    try {
      step.write();
      return true;
    } catch (IOException refused) {
      reasons.add(Refused.sentence(refused));
      return false;
    }
  }

  /**
   * To be asked once everything else is done.
   *
   * @throws IOException where something could not be written
   */
  public void requireNone() throws IOException {
    if (!reasons.isEmpty()) {
      throw new IOException(
          "the report is whole, but the run's folder is not: " + String.join("; ", reasons));
    }
  }
}
