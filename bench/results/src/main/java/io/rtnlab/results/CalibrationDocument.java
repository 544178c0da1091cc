// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far each probe is off against planted holds: what {@code rtnlab doctor --calibrate --json}
 * prints. Times are nanoseconds of {@code CLOCK_MONOTONIC}; errors are what was reported less the
 * truth.
 *
 * @param schema version of this layout, {@link #SCHEMA}
 * @param host kernel, account and runtime, a line
 * @param mutexAddress of rtnl_mutex, and how it was learned
 * @param rounds holds of each length that were to be waited for
 * @param busyThreads that inserted and deleted routes meanwhile
 * @param unavailable probes that do not open here, a sentence each
 * @param calibrations one for each probe and length
 */
public record CalibrationDocument(
    int schema,
    String host,
    @Nullable String mutexAddress,
    int rounds,
    int busyThreads,
    List<String> unavailable,
    List<Row> calibrations) {
  /** The version that this program writes. */
  public static final int SCHEMA = 1;

  /**
   * One probe against holds of one length.
   *
   * @param planted how many holds were planted; those without a waiter say nothing
   * @param holdNs how long each was meant to last
   * @param looks whom it named as owner meanwhile; null where it cannot read the owner
   * @param waitLength error of the waiter's wait
   * @param releaseTime error of the moment of the release
   * @param lost events that the probe lost
   * @param audit the ledger against samples of the owner; null without a sampler
   */
  public record Row(
      String probe,
      long holdNs,
      int planted,
      @Nullable Looks looks,
      @Nullable Errors waitLength,
      @Nullable Errors releaseTime,
      Blamed blamed,
      long lost,
      @Nullable Audited audit) {}

  /** Looks that named the planted holder, another thread, or no owner. */
  public record Looks(int right, int wrong, int free) {}

  /**
   * Errors over all rounds.
   *
   * @param missed rounds in which it was not reported
   */
  public record Errors(
      int reported, int missed, long leastErrorNs, long medianErrorNs, long mostErrorNs) {}

  /**
   * What the ledger made of the holds that were waited for.
   *
   * @param waitedFor rounds in which a thread waited for at least 95 % of the hold; the rest is of
   *     these
   * @param leastNamed share of the hold blamed on the holder, in the worst round
   * @param leastProved share that is also proved
   * @param proved rounds in which that was at least 95 %
   * @param atLeast error of the least length for which the holder is blamed
   * @param atMost error of the most
   * @param knownTo how exactly the true length is known
   * @param rightLength rounds in which both agree, give or take 2 %
   * @param decoyNs for how long another was blamed while the holder surely held
   */
  public record Blamed(
      int waitedFor,
      double leastNamed,
      double leastProved,
      int proved,
      @Nullable Errors atLeast,
      @Nullable Errors atMost,
      @Nullable Errors knownTo,
      int rightLength,
      long decoyNs) {}

  /**
   * Of waits open at samples that the ledger never saw; shares as in {@link AuditDocument}.
   *
   * @param named of the samples: where the ledger names a holder, so that it can err; null in older
   *     documents
   */
  public record Audited(
      long samples,
      @Nullable Long named,
      AuditDocument.Interval wronglyNamed,
      AuditDocument.Interval overstated,
      AuditDocument.Interval anotherThread) {}
}
