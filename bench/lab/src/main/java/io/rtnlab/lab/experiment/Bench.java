// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.experiment;

import io.rtnlab.results.RunDocument;
import java.util.List;

/** Where trials run: each is a run of {@code rtnlab run}. */
@FunctionalInterface
public interface Bench {
  /**
   * Runs once.
   *
   * @param label of the trial, which its folder is named by
   * @param arguments of {@code rtnlab run}
   * @throws java.io.InterruptedIOException where the user ended it
   */
  RunDocument run(String label, List<String> arguments) throws Exception;
}
