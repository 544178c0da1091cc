// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.util.List;

/**
 * How far a run is, while it runs.
 *
 * @param phase the part that the run's clock is in
 * @param phaseNs how long it has been in it
 * @param requests fired in this phase, by label
 * @param failures how many of those failed, by label
 */
public record Progress(Phase phase, long phaseNs, List<Long> requests, List<Long> failures) {
  public Progress {
    requests = List.copyOf(requests);
    failures = List.copyOf(failures);
  }
}
