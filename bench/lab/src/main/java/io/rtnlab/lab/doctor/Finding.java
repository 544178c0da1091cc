package io.rtnlab.lab.doctor;

import io.rtnlab.probes.Availability;

/**
 * One thing that was tried.
 *
 * @param name what
 * @param gain what it is good for
 * @param outcome whether it opened
 */
public record Finding(String name, String gain, Availability outcome) {

  public boolean works() {
    return outcome instanceof Availability.Available;
  }
}
