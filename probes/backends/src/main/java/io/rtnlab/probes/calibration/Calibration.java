// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.calibration;

import io.rtnlab.probes.audit.AuditTable;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One backend against planted holds of one length.
 *
 * @param probe its name
 * @param planted the holds
 * @param looks whom it named as owner meanwhile
 * @param errors how far what it reported was from the truth
 * @param blame what the ledger made of the holds
 * @param audit the ledger against samples of the owner that it never saw; null without a sampler
 */
public record Calibration(
    String probe,
    Planted planted,
    Looks looks,
    TimeErrors errors,
    Blamed blame,
    @Nullable AuditTable audit) {

  /**
   * The holds.
   *
   * @param rounds how many holds were planted
   * @param holdNs how long each was meant to last
   * @param lostEvents events that the backend lost meanwhile
   */
  public record Planted(int rounds, long holdNs, long lostEvents) {}

  /**
   * Errors of times, over all rounds; the last three over those that had a waiter.
   *
   * @param waitLength error of the waiter's wait: as reported, less the time from its request to
   *     the end of the hold; includes the way into the kernel and the wake-up
   * @param releaseTime error of the release: as reported, less the moment at which the holder was
   *     let go; includes its way to {@code mutex_unlock}
   * @param atLeast error of the least length of the hold: for how long the ledger blames the holder
   *     but for segments inside which it got in or let go, less the time during which it surely
   *     held
   * @param atMost error of the most: with those segments
   * @param knownTo how exactly the length of the hold is known: from when it is sure to when it is
   *     possible, at both ends
   */
  public record TimeErrors(
      Errors waitLength, Errors releaseTime, Errors atLeast, Errors atMost, Errors knownTo) {}

  /**
   * What the ledger made of the holds that had a waiter: a hold without one is not blamed.
   *
   * @param waitedFor in so many rounds a thread waited for at least {@link #ENOUGH} of the hold
   * @param leastNamed of the time during which it surely held, the share that the ledger blames on
   *     it, in the worst round
   * @param leastProved the share that is also proved
   * @param proved in so many rounds that was at least {@link #ENOUGH}
   * @param rightLength in so many rounds the two and what is known of the true length agreed, give
   *     or take {@link #TOLERANCE}
   * @param decoyNs for how long another thread was blamed while the holder surely held, all rounds
   */
  public record Blamed(
      int waitedFor,
      double leastNamed,
      double leastProved,
      int proved,
      int rightLength,
      long decoyNs) {}

  public static final double ENOUGH = 0.95;
  public static final double TOLERANCE = 0.02;

  /**
   * Whether so many rounds were waited for, or there is no point in more: none was at all, as a
   * sampler sees no waits, or twice as many were planted.
   */
  static boolean isEnough(List<PlantedRound> planted, int rounds) {
    long waitedFor = planted.stream().filter(round -> round.waitedFor(ENOUGH)).count();
    return waitedFor >= rounds
        || planted.size() >= 2 * rounds
        || (planted.size() >= rounds && waitedFor == 0);
  }

  static Calibration of(
      String probe,
      long holdNs,
      List<PlantedRound> planted,
      long lost,
      @Nullable AuditTable audit) {
    List<PlantedRound> waitedFor =
        planted.stream().filter(round -> round.waitedFor(ENOUGH)).toList();
    return new Calibration(
        probe,
        new Planted(planted.size(), holdNs, lost),
        planted.stream().map(PlantedRound::looks).reduce(Looks.NONE, Looks::plus),
        new TimeErrors(
            errors(planted, PlantedRound::waitErrorNs),
            errors(planted, PlantedRound::releaseErrorNs),
            errors(waitedFor, PlantedRound::atLeastErrorNs),
            errors(waitedFor, PlantedRound::atMostErrorNs),
            errors(waitedFor, PlantedRound::knownToNs)),
        new Blamed(
            waitedFor.size(),
            waitedFor.stream().mapToDouble(PlantedRound::namedShare).min().orElse(0),
            waitedFor.stream().mapToDouble(PlantedRound::provedShare).min().orElse(0),
            (int) waitedFor.stream().filter(round -> round.provedShare() >= ENOUGH).count(),
            (int) waitedFor.stream().filter(round -> round.lengthIsRight(TOLERANCE)).count(),
            planted.stream().mapToLong(round -> round.cover().decoyNs()).sum()),
        audit);
  }

  private static Errors errors(List<PlantedRound> planted, ToLongFunction<PlantedRound> error) {
    long[] reported =
        planted.stream()
            .mapToLong(error)
            .filter(errorNs -> errorNs != PlantedRound.NOT_REPORTED)
            .toArray();
    return Errors.of(reported, planted.size());
  }
}
