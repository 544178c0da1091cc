// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Whose holds the samples of the owner fell into, and how many waited then. Nothing that the ledger
 * says of the holders enters it.
 */
public final class HolderSamples {
  private long[] timesNs = new long[1 << 10];
  private int[] blocks = new int[1 << 10];
  private int[] runs = new int[1 << 10];
  private int[] holders = new int[1 << 10];
  private long[] waits = new long[1 << 10];
  private int count;

  /**
   * Shares of all waiting.
   *
   * @param onlySampled the samples found this holder, and the record does not have it
   * @param onlyRecorded the record has it, and the samples did not find it
   */
  public record Disagreement(Share onlySampled, Share onlyRecorded) {}

  /** Who a thread was at a time. */
  @FunctionalInterface
  public interface Names {
    String name(int thread, long timeNs);
  }

  /** As in {@link ShareEstimate#add}; the holder may be {@link SampleSink#NO_OWNER}. */
  void add(long timeNs, int block, int run, int holder, long openWaits) {
    if (openWaits == 0) {
      return;
    }
    if (count == timesNs.length) {
      timesNs = Arrays.copyOf(timesNs, 2 * count);
      blocks = Arrays.copyOf(blocks, 2 * count);
      runs = Arrays.copyOf(runs, 2 * count);
      holders = Arrays.copyOf(holders, 2 * count);
      waits = Arrays.copyOf(waits, 2 * count);
    }
    timesNs[count] = timeNs;
    blocks[count] = block;
    runs[count] = run;
    holders[count] = holder;
    waits[count++] = openWaits;
  }

  /**
   * Where the samples and recorded holds differ, for each holder that either found, by its name.
   *
   * @param known when the record is whole
   */
  public Map<String, Disagreement> against(Audit.TruthAt record, LongPredicate known, Names names) {
    String[] sampled = new String[count];
    String[] recorded = new String[count];
    Map<String, ShareEstimate[]> estimates = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int owner = known.test(timesNs[i]) ? record.ownerAt(timesNs[i]) : holders[i];
      sampled[i] = name(holders[i], timesNs[i], names, estimates);
      recorded[i] = name(owner, timesNs[i], names, estimates);
    }
    Map<String, Disagreement> disagreements = new HashMap<>();
    estimates.forEach(
        (name, estimate) -> {
          for (int i = 0; i < count; i++) {
            boolean one = name.equals(sampled[i]);
            boolean two = name.equals(recorded[i]);
            estimate[0].add(blocks[i], runs[i], one && !two ? waits[i] : 0, waits[i]);
            estimate[1].add(blocks[i], runs[i], two && !one ? waits[i] : 0, waits[i]);
          }
          disagreements.put(name, new Disagreement(estimate[0].estimate(), estimate[1].estimate()));
        });
    return disagreements;
  }

  private static String name(
      int holder, long timeNs, Names names, Map<String, ShareEstimate[]> estimates) {
    if (holder == SampleSink.NO_OWNER) {
      return "";
    }
    String name = names.name(holder, timeNs);
    estimates.computeIfAbsent(
        name, _ -> new ShareEstimate[] {new ShareEstimate(), new ShareEstimate()});
    return name;
  }
}
