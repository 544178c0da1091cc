// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

import java.util.Arrays;

/** What the ledger said of each wait at each sample: in no order, then by sample. */
final class Statements {
  private int[] samples = new int[1 << 12];
  private int[] waiters = new int[1 << 12];
  private int[] holders = new int[1 << 12];
  private int[] begins = new int[1 << 12];
  private byte[] evidence = new byte[1 << 12];
  private int count;

  /**
   * Adds one.
   *
   * @param begin the first sample since the wait began
   */
  void add(int sample, int waiter, int begin, int holder, int evidenceOrdinal) {
    if (count == samples.length) {
      samples = Arrays.copyOf(samples, 2 * count);
      waiters = Arrays.copyOf(waiters, 2 * count);
      holders = Arrays.copyOf(holders, 2 * count);
      begins = Arrays.copyOf(begins, 2 * count);
      evidence = Arrays.copyOf(evidence, 2 * count);
    }
    samples[count] = sample;
    waiters[count] = waiter;
    holders[count] = holder;
    begins[count] = begin;
    evidence[count++] = (byte) evidenceOrdinal;
  }

  int count() {
    return count;
  }

  int sample(int statement) {
    return samples[statement];
  }

  int waiter(int statement) {
    return waiters[statement];
  }

  int holder(int statement) {
    return holders[statement];
  }

  /** The first sample since the wait began. */
  int begin(int statement) {
    return begins[statement];
  }

  int evidence(int statement) {
    return evidence[statement];
  }

  /** Follows {@link OwnerSamples#halve}. */
  void halve() {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (samples[i] % 2 == 0) {
        samples[kept] = samples[i] / 2;
        waiters[kept] = waiters[i];
        begins[kept] = halved(begins[i]);
        holders[kept] = holders[i];
        evidence[kept++] = evidence[i];
      }
    }
    count = kept;
  }

  /** What the first of all samples from this on becomes when every second one is dropped. */
  static int halved(int firstSample) {
    return (firstSample + 1) / 2;
  }

  /**
   * All of them by sample; those of sample n stand from {@code starts[n]} to {@code starts[n+1]}.
   */
  int[] inOrder(int[] starts) {
    for (int i = 0; i < count; i++) {
      starts[samples[i] + 1]++;
    }
    for (int sample = 1; sample < starts.length; sample++) {
      starts[sample] += starts[sample - 1];
    }
    int[] next = starts.clone();
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[next[samples[i]]++] = i;
    }
    return order;
  }
}
