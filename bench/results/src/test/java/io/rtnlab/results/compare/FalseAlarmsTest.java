// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.statistics.Interval;
import io.rtnlab.results.statistics.Proportion;
import io.rtnlab.results.statistics.RankSum;
import io.rtnlab.results.statistics.SignedRank;
import io.rtnlab.results.statistics.Verdict;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Simulated boots in which B is A: how often a comparison says otherwise. The boots are nastier
 * than real ones: a drift of the machine, boots that resemble their predecessors, two modes a boot
 * can end in, and an arm that spreads three times as far. More of them: {@code
 * -Drtnlab.trials=20000}.
 */
class FalseAlarmsTest {
  private static final int TRIALS = Integer.getInteger("rtnlab.trials", 400);
  private static final long SEED = 20261130;
  private static final double LIMIT = 0.03;
  private static final int OPERATIONS = 10;
  private static final int TESTS = 2 * OPERATIONS;

  /** How far boots lie apart, as a share; what it takes for most figures to be decided. */
  private static final double DEVIATION = 0.003;

  private int worse;
  private int void_;

  @Test
  void blocksSeldomRaiseAFalseAlarm() {
    Random random = new Random(SEED);
    int blocks = SignedRank.blocksNeeded(TESTS) + 2;
    for (int trial = 0; trial < TRIALS; trial++) {
      boolean alarm = false;
      boolean undecided = false;
      for (int test = 0; test < TESTS; test++) {
        double[][] boots = boots(random, blocks, 3);
        Samples samples = Samples.inBlocks(boots[0], boots[1], boots[2]);
        String verdict = Judgement.of(samples, TESTS, LIMIT).verdict();
        alarm |= verdict.equals(Verdict.WORSE.words());
        undecided |= verdict.equals(Verdict.CANNOT_TELL.words());
      }
      count(alarm, undecided);
    }
    report("blocks with a twin, " + blocks + " blocks");
  }

  @Test
  void independentBootsSeldomRaiseAFalseAlarm() {
    Random random = new Random(SEED + 1);
    int each = RankSum.bootsNeeded(TESTS) + 2;
    for (int trial = 0; trial < TRIALS; trial++) {
      boolean alarm = false;
      boolean undecided = false;
      for (int test = 0; test < TESTS; test++) {
        double[][] boots = boots(random, each, 2);
        String verdict =
            Judgement.of(Samples.independent(boots[0], boots[1]), TESTS, LIMIT).verdict();
        alarm |= verdict.equals(Verdict.WORSE.words());
        undecided |= verdict.equals(Verdict.CANNOT_TELL.words());
      }
      count(alarm, undecided);
    }
    report("independent boots, " + each + " an arm");
  }

  /** At a limit of nothing the verdict is the bare test: no practical limit hides its errors. */
  @Test
  void theBareTestKeepsItsLevelOnSymmetricBoots() {
    Random random = new Random(SEED + 2);
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] a = random.doubles(8).map(_ -> random.nextGaussian()).toArray();
      double[] b = random.doubles(8).map(_ -> random.nextGaussian()).toArray();
      String verdict = Judgement.of(Samples.inBlocks(a, new double[0], b), 1, 1e-12).verdict();
      count(verdict.equals(Verdict.WORSE.words()) || verdict.equals(Verdict.BETTER.words()), false);
    }
    report("bare signed-rank test, either way");
  }

  /** The printed number of boots must then decide four times in five. */
  @Test
  void thePrintedNumberOfBootsHasItsPower() {
    Random random = new Random(SEED + 3);
    int decided = 0;
    int asked = 0;
    double shift = Math.log1p(0.06);
    for (int trial = 0; trial < TRIALS; trial++) {
      Judgement first = Judgement.of(planted(random, 6, shift), 1, LIMIT);
      Integer needed = first.bootsNeeded();
      if (needed == null) {
        continue;
      }
      asked++;
      String then = Judgement.of(planted(random, needed, shift), 1, LIMIT).verdict();
      decided += then.equals(Verdict.WORSE.words()) ? 1 : 0;
    }
    Interval power = Proportion.interval(decided, asked, 0.95);
    System.out.printf(
        Locale.ROOT,
        "+6 %% with the printed number of boots: %d of %d decided (%.0f … %.0f %%); seed %d%n",
        decided,
        asked,
        100 * power.low(),
        100 * power.high(),
        SEED);
    assertTrue(power.high() > 0.8, power.toString());
  }

  private static Samples planted(Random random, int blocks, double shift) {
    double[] a = random.doubles(blocks).map(_ -> 0.04 * random.nextGaussian()).toArray();
    double[] b = random.doubles(blocks).map(_ -> shift + 0.04 * random.nextGaussian()).toArray();
    return Samples.inBlocks(a, new double[0], b);
  }

  /** The arms' boots, in blocks of random order. */
  private static double[][] boots(Random random, int blocks, int arms) {
    double[][] boots = new double[arms][blocks];
    double drift = 0.03 * random.nextGaussian();
    double neighbour = 0;
    double[] spread = new double[arms];
    for (int arm = 0; arm < arms; arm++) {
      spread[arm] = DEVIATION;
    }
    if (random.nextBoolean()) {
      spread[arms - 1] *= 3;
    }
    double mode = 0.01 * random.nextDouble();
    double share = random.nextDouble();
    int position = 0;
    for (int block = 0; block < blocks; block++) {
      int[] order = random.ints(0, arms).distinct().limit(arms).toArray();
      for (int arm : order) {
        neighbour = 0.6 * neighbour + DEVIATION * random.nextGaussian();
        boots[arm][block] =
            drift * position++ / (blocks * arms)
                + neighbour
                + (random.nextDouble() < share ? mode : 0)
                + spread[arm] * random.nextGaussian();
      }
    }
    return boots;
  }

  private void count(boolean alarm, boolean undecided) {
    worse += alarm ? 1 : 0;
    void_ += !alarm && undecided ? 1 : 0;
  }

  private void report(String what) {
    Interval alarms = Proportion.interval(worse, TRIALS, 0.95);
    System.out.printf(
        Locale.ROOT,
        "%s: exit 1 in %d of %d (%.2f … %.2f %%), exit 125 in %d; seed %d%n",
        what,
        worse,
        TRIALS,
        100 * alarms.low(),
        100 * alarms.high(),
        void_,
        SEED);
    assertTrue(alarms.low() <= 0.05, "false alarms: " + alarms);
  }
}
