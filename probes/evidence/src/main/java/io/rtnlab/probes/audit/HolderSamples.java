// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Whose holds the samples of the owner fell into, and how many waited then. Nothing that the ledger
 * says of the holders enters it.
 */
public final class HolderSamples {
  private final List<Moment> moments = new ArrayList<>();

  /** A sample during waits, as {@link ShareEstimate#add} takes it. */
  private record Moment(long timeNs, int block, int run, int holder, long waits) {
    private void countIn(ShareEstimate estimate, boolean happened) {
      estimate.add(block, run, happened ? waits : 0, waits);
    }
  }

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
    if (openWaits > 0) {
      moments.add(new Moment(timeNs, block, run, holder, openWaits));
    }
  }

  /**
   * Where the samples and recorded holds differ, for each holder that either found, by its name.
   *
   * @param known when the record is whole
   */
  public Map<String, Disagreement> against(Audit.TruthAt record, LongPredicate known, Names names) {
    List<String> sampled = new ArrayList<>();
    List<String> recorded = new ArrayList<>();
    Map<String, ShareEstimate[]> estimates = new HashMap<>();
    for (Moment moment : moments) {
      long timeNs = moment.timeNs();
      int owner = known.test(timeNs) ? record.ownerAt(timeNs) : moment.holder();
      sampled.add(name(moment.holder(), timeNs, names, estimates));
      recorded.add(name(owner, timeNs, names, estimates));
    }
    Map<String, Disagreement> disagreements = new HashMap<>();
    estimates.forEach(
        (name, estimate) -> {
          for (int i = 0; i < moments.size(); i++) {
            Moment moment = moments.get(i);
            boolean one = name.equals(sampled.get(i));
            boolean two = name.equals(recorded.get(i));
            moment.countIn(estimate[0], one && !two);
            moment.countIn(estimate[1], two && !one);
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
