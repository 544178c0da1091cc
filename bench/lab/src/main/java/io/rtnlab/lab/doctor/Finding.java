// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.doctor;

import io.rtnlab.probes.Availability;
import java.util.List;

/**
 * One thing that was tried.
 *
 * @param name what
 * @param gain what it is good for
 * @param outcome whether it opened
 * @param blindSpots what it cannot see, a sentence each
 */
public record Finding(String name, String gain, Availability outcome, List<String> blindSpots) {
  public Finding(String name, String gain, Availability outcome) {
    this(name, gain, outcome, List.of());
  }

  public boolean works() {
    return outcome instanceof Availability.Available;
  }
}
