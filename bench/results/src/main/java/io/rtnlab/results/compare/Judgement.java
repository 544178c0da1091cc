// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.statistics.Confidence;
import io.rtnlab.results.statistics.Estimate;
import io.rtnlab.results.statistics.Interval;
import io.rtnlab.results.statistics.RequiredBoots;
import io.rtnlab.results.statistics.Verdict;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What one figure's boots say.
 *
 * @param verdict as a {@link ComparisonDocument.FigureRow} spells it
 * @param change of B, of logarithms
 * @param twin of A's twin, of logarithms; null where there is none
 * @param bootsNeeded to decide; null where it is decided, or where no number would do
 */
record Judgement(
    String verdict, Estimate change, @Nullable Estimate twin, @Nullable Integer bootsNeeded) {
  /** An operation whose boots of A vary by more than so many limits is judged by no boots. */
  private static final double ERRATIC_LIMITS = 3;

  /**
   * Judges a figure.
   *
   * @param logarithms of the figure in each boot
   * @param tests of the whole comparison
   * @param limit as a share, such as 0.03
   */
  static Judgement of(Samples logarithms, int tests, double limit) {
    double confidence = Confidence.of(tests);
    Estimate change = logarithms.change(confidence);
    Estimate twin = logarithms.twinChange(confidence);
    int fewest = logarithms.fewest(tests);
    if (twin != null && !isInside(twin, limit)) {
      // That a test does not separate A from itself proves nothing: its interval must be narrow.
      return new Judgement(
          Verdict.CANNOT_TELL.words(), change, twin, more(twinsNeed(twin), change, limit, fewest));
    }
    Verdict verdict = Verdict.of(change.interval(), limit);
    return new Judgement(
        verdict.words(),
        change,
        twin,
        verdict == Verdict.CANNOT_TELL ? more(change, change, limit, fewest) : null);
  }

  /** Whether A's own boots lie so far apart that B is not looked at. */
  static boolean isErratic(Samples logarithms, double limit) {
    return logarithms.spreadOfA() > ERRATIC_LIMITS * limit;
  }

  private static boolean isInside(Estimate twin, double limit) {
    Interval interval = twin.interval();
    return interval != null
        && interval.isInside(new Interval(Math.log1p(-limit), Math.log1p(limit)));
  }

  /** Two arms of one kernel do not differ, whatever these boots say. */
  private static Estimate twinsNeed(Estimate twin) {
    return new Estimate(0, null, twin.confidence(), twin.pValue(), twin.deviation());
  }

  private static @Nullable Integer more(Estimate one, Estimate other, double limit, int fewest) {
    if (Double.isNaN(one.deviation() + other.deviation())) {
      return fewest; // with one boot nothing is known of the spread
    }
    OptionalInt first = RequiredBoots.of(one, limit, fewest);
    OptionalInt second = RequiredBoots.of(other, limit, fewest);
    return first.isEmpty() || second.isEmpty()
        ? null
        : (Integer) Math.max(first.getAsInt(), second.getAsInt());
  }
}
