// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is compared.
 *
 * @param arms in the order given: the first is A, the base
 * @param twin a second arm of A's kernel, booted as if it were another; null where there is none
 * @param design how the boots were ordered
 * @param seed of the order; null where there was no plan
 * @param notes what a reader should know of the reading, a sentence each
 */
public record Subjects(
    List<Arm> arms, @Nullable Arm twin, Design design, @Nullable Long seed, List<String> notes) {
  public Subjects {
    arms = List.copyOf(arms);
    notes = List.copyOf(notes);
  }

  /** A, the base. */
  public Arm base() {
    return arms.getFirst();
  }

  /** The same with these two arms alone. */
  public Subjects pair(Arm from, Arm to) {
    return new Subjects(
        List.of(from, to), from.equals(base()) ? twin : null, design, seed, List.of());
  }
}
