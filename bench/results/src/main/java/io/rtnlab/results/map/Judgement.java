// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.map;

import io.rtnlab.results.statistics.Proportion;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A verdict and what it rests on.
 *
 * @param bound of a free request, from 0 to 1; null otherwise
 */
public record Judgement(MapVerdict verdict, @Nullable Double bound, String reason) {
  /** Fewer rounds say too little about any request. */
  public static final int FEWEST_ROUNDS = 10;

  private static final double ERROR = 0.05;

  /** A request that is seen in this share of the rounds that can show it takes the mutex always. */
  private static final double ALWAYS = 0.95;

  /** Fewer late rounds are the machine's delays: a trylock that fails is late in every round. */
  private static final double SELDOM = 0.05;

  /** Below this sensitivity silence is no evidence. */
  private static final double LEAST_SENSITIVITY = 0.5;

  /** Not known, and why. */
  public static Judgement untested(String reason) {
    return new Judgement(MapVerdict.UNTESTED, null, reason);
  }

  /**
   * Judges one request.
   *
   * @param control rounds of a request known to lock, in between, with the same timing
   * @param requests how many are judged together: the bound holds for all of them at 95 %
   *     (Bonferroni)
   */
  public static Judgement of(Rounds rounds, Rounds control, int requests) {
    int judged = rounds.judged();
    if (judged < FEWEST_ROUNDS) {
      return untested(
          "only %d of %d rounds say something: the hold was over too soon, or something else delayed"
              .formatted(judged, judged + rounds.nothing()));
    }
    if (control.judged() < FEWEST_ROUNDS) {
      return untested("only " + control.judged() + " rounds of the control");
    }
    double sensitivity = Proportion.interval(control.waited(), control.judged(), 1 - ERROR).low();
    if (sensitivity < LEAST_SENSITIVITY) {
      return untested(
          "the control, which locks, was seen in %d of %d rounds only"
              .formatted(control.waited(), control.judged()));
    }
    return of(rounds, sensitivity, requests);
  }

  /**
   * Judges one request by counts: what such a backend does not see did not happen.
   *
   * @param requests how many are judged together
   */
  public static Judgement of(Counted counted, int requests) {
    if (counted.lost() > 0) {
      return untested("%s lost %d events".formatted(counted.backend(), counted.lost()));
    }
    if (counted.made() < FEWEST_ROUNDS) {
      return untested("only %d of them had an effect".formatted(counted.made()));
    }
    String seen =
        "%s saw it in %d of %d".formatted(counted.backend(), counted.locked(), counted.made());
    if (counted.locked() == 0) {
      double bound = boundOfNone(counted.made(), ERROR / requests);
      return new Judgement(MapVerdict.FREE, bound, seen);
    }
    if (counted.tried() == counted.locked()) {
      return new Judgement(MapVerdict.TRYLOCK, null, seen + ", by mutex_trylock");
    }
    boolean always = counted.locked() == counted.made();
    return new Judgement(always ? MapVerdict.LOCKED : MapVerdict.SOMETIMES, null, seen);
  }

  private static Judgement of(Rounds rounds, double sensitivity, int requests) {
    int judged = rounds.judged();
    if (rounds.waited() > 0) {
      double share = rounds.waited() / (double) judged;
      return new Judgement(
          share >= ALWAYS * sensitivity ? MapVerdict.LOCKED : MapVerdict.SOMETIMES,
          null,
          "waited in %d of %d rounds".formatted(rounds.waited(), judged));
    }
    int tried = rounds.spun() + rounds.gaveUp();
    if (tried > judged / 2) {
      return new Judgement(
          MapVerdict.TRYLOCK,
          null,
          rounds.spun() >= rounds.gaveUp()
              ? "restarted until the hold's end in %d of %d rounds".formatted(tried, judged)
              : "gave up at once in %d of %d rounds".formatted(tried, judged));
    }
    if (tried >= SELDOM * judged) {
      return new Judgement(
          MapVerdict.SOMETIMES,
          null,
          "tried and did not wait in %d of %d rounds".formatted(tried, judged));
    }
    double bound = Math.min(1, boundOfNone(rounds.passed(), ERROR / requests) / sensitivity);
    return new Judgement(
        MapVerdict.FREE,
        bound,
        String.format(
            Locale.ROOT,
            "waited in 0 of %d rounds%s; sensitivity %.1f %%",
            rounds.passed(),
            tried == 0 ? "" : " (" + tried + " more ended late, not seen waiting)",
            100 * sensitivity));
  }

  /** The largest share that shows in none of so many rounds with this probability. */
  static double boundOfNone(int rounds, double probability) {
    return 1 - Math.pow(probability, 1.0 / rounds);
  }
}
