// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger judged by samples of {@code mutex.owner} that it never saw. Shares are of all waiting:
 * one count for each wait that was open at a sample.
 *
 * @param sampling how the truth was sampled
 * @param classes right and wrong by class of evidence
 * @param wronglyNamed a thread is named that did not own the mutex; of the class "sole" ("X or no
 *     thread") only where another thread did
 * @param overstated of the class "sole": no thread owned the mutex
 * @param anotherThread a thread is named and another one owned the mutex, in any class
 * @param handover the ledger's bounds of handover against the samples without an owner
 * @param distances errors by distance to the ledger's nearest look
 * @param blindSpots what the samples cannot see, a sentence each
 * @param exactHolds the same judged by holds that a function backend recorded; null without one
 */
public record AuditDocument(
    Sampling sampling,
    List<Row> classes,
    Interval wronglyNamed,
    Interval overstated,
    Interval anotherThread,
    Handover handover,
    List<Distance> distances,
    List<String> blindSpots,
    @Nullable ExactHolds exactHolds) {

  /**
   * How the truth was sampled.
   *
   * @param samples moments at which the owner was read, waits or not
   * @param meanGapNs mean of the exponential gaps on each CPU
   * @param changed samples during which the owner changed, left out
   * @param lost samples that found their buffer full
   * @param taken samples in the whole run, the warm-up and the end too; the following are of these
   * @param inInterrupt samples taken in the timer's interrupt; the others in a softirq
   * @param late samples taken more than 100 µs after their time
   * @param latestNs how late the latest was
   */
  public record Sampling(
      long samples,
      long meanGapNs,
      long changed,
      long lost,
      long taken,
      long inInterrupt,
      long late,
      long latestNs) {}

  /**
   * One class of evidence.
   *
   * @param evidence as in {@code blame}
   * @param samples counts, one for each wait open at a sample
   * @param right the owner was the named holder; of "handover", no thread owned the mutex
   * @param other another thread owned it; where no holder is named, any thread
   * @param nobody samples in which no thread owned it
   * @param rightShare {@code right} of {@code samples}
   */
  public record Row(
      String evidence, long samples, long right, long other, long nobody, Interval rightShare) {}

  /**
   * A share with its 95 % confidence interval within this run.
   *
   * @param share from 0 to 1
   */
  public record Interval(double share, double low, double high) {}

  /**
   * The ledger's bounds of handover, as shares of all waiting.
   *
   * @param atLeast the ledger's lower bound
   * @param atMost the ledger's upper bound
   * @param sampled share of the samples at which no thread owned the mutex
   * @param contained whether the bounds and the interval of {@code sampled} overlap
   */
  public record Handover(double atLeast, double atMost, Interval sampled, boolean contained) {}

  /**
   * Errors at samples that lie so far from the nearest look.
   *
   * @param untilNs null for no limit
   */
  public record Distance(
      long fromNs,
      @Nullable Long untilNs,
      long samples,
      Interval wronglyNamed,
      Interval overstated) {}

  /**
   * The same table against recorded holds.
   *
   * @param probe the backend that recorded them
   * @param holders how long others waited for each holder, as the ledger has it and in truth, most
   *     first; null in older documents
   */
  public record ExactHolds(
      String probe,
      List<Row> classes,
      Interval wronglyNamed,
      Interval overstated,
      Interval anotherThread,
      Interval nobody,
      @Nullable List<ExactHolder> holders) {}

  /**
   * How long others waited for one holder.
   *
   * @param holder an operation, or a foreign process whatever it did
   * @param holds its recorded holds
   * @param lowNs the ledger's lower bound
   * @param trueNs each recorded hold times the threads that waited meanwhile
   * @param highNs the ledger's upper bound
   * @param sampled the recorded time and that by which the samples of the owner differ from it;
   *     null where no sample found this holder, and in older documents
   */
  public record ExactHolder(
      String holder,
      long holds,
      long lowNs,
      long trueNs,
      long highNs,
      @Nullable SampledTime sampled) {}

  /**
   * A time with its 95 % confidence interval within this run.
   *
   * @param ns the estimate
   * @param lowNs lower end of the interval
   * @param highNs upper end
   */
  public record SampledTime(long ns, long lowNs, long highNs) {}
}
