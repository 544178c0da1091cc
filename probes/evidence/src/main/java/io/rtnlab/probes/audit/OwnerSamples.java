// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

import java.util.Arrays;

/**
 * Samples of the owner in order of time. Memory is bounded: where there are too many, every second
 * one goes, which leaves the times as random as they were.
 */
final class OwnerSamples {
  private long[] timesNs = new long[1 << 12];
  private int[] owners = new int[1 << 12];

  /** Distance to the nearest look, before or after; grows smaller until both are known. */
  private long[] lookNs = new long[1 << 12];

  private int count;

  void add(long timeNs, int owner) {
    if (count == timesNs.length) {
      timesNs = Arrays.copyOf(timesNs, 2 * count);
      owners = Arrays.copyOf(owners, 2 * count);
      lookNs = Arrays.copyOf(lookNs, 2 * count);
    }
    int place = count;
    // The buffers of several CPUs are read one after the other.
    while (place > 0 && timesNs[place - 1] > timeNs) {
      timesNs[place] = timesNs[place - 1];
      owners[place] = owners[place - 1];
      lookNs[place] = lookNs[place - 1];
      place--;
    }
    timesNs[place] = timeNs;
    owners[place] = owner;
    lookNs[place] = Long.MAX_VALUE;
    count++;
  }

  int count() {
    return count;
  }

  long timeNs(int sample) {
    return timesNs[sample];
  }

  int owner(int sample) {
    return owners[sample];
  }

  long lookNs(int sample) {
    return lookNs[sample];
  }

  void nearLook(int sample, long distanceNs) {
    lookNs[sample] = Math.min(lookNs[sample], distanceNs);
  }

  /** The first sample at or after a time; from {@code near} on the search is short. */
  int firstFrom(long timeNs, int near) {
    int sample = Math.min(near, count);
    while (sample > 0 && timesNs[sample - 1] >= timeNs) {
      sample--;
    }
    while (sample < count && timesNs[sample] < timeNs) {
      sample++;
    }
    return sample;
  }

  /** Drops every second one: sample 2n becomes n. */
  void halve() {
    int kept = 0;
    for (int sample = 0; sample < count; sample += 2) {
      timesNs[kept] = timesNs[sample];
      owners[kept] = owners[sample];
      lookNs[kept] = lookNs[sample];
      kept++;
    }
    count = kept;
  }
}
