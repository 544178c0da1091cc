// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.DamagedRun;
import java.util.List;
import java.util.function.Supplier;

/**
 * A run that lacks what every run has is damaged, however well its JSON reads. Which of many it is
 * shows where each is compared with itself, and that is done only once the comparison has failed.
 */
final class WholeRuns {
  private WholeRuns() {}

  /**
   * What a comparison comes to.
   *
   * @throws DamagedRun naming the run that cannot even be compared with itself
   */
  static <T> T judged(Subjects subjects, Supplier<T> comparison) throws DamagedRun {
    try {
      return comparison.get();
    } catch (NullPointerException | ClassCastException | ArithmeticException lacking) {
      for (Arm arm : subjects.arms()) {
        requireWhole(arm);
      }
      Arm twin = subjects.twin();
      if (twin != null) {
        requireWhole(twin);
      }
      throw lacking;
    }
  }

  private static void requireWhole(Arm arm) throws DamagedRun {
    for (MeasuredBoot boot : arm.boots()) {
      Arm itself = new Arm("itself", List.of(boot));
      try {
        Comparison.unchecked(
            new Subjects(List.of(itself, itself), null, Design.UNRANDOMISED, null, List.of()),
            null,
            1);
      } catch (NullPointerException | ClassCastException | ArithmeticException lacking) {
        throw new DamagedRun(
            boot.folder() + "/run.json is damaged: it lacks what every run has; measure it again");
      }
    }
  }
}
