// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.map;

/**
 * How often one request did what while the RTNL was held on purpose.
 *
 * @param waited the request was seen waiting for the mutex
 * @param passed it was done before the mutex was let go, and was not seen waiting for it
 * @param spun it was not seen waiting, ended only after the mutex was let go, and kept its CPU busy
 *     until then: {@code rtnl_trylock} and {@code restart_syscall}
 * @param gaveUp it failed at once with {@code EAGAIN} or {@code EBUSY}, as it does not otherwise
 * @param nothing rounds that say nothing: too late for the hold, or delayed by something else
 */
public record Rounds(int waited, int passed, int spun, int gaveUp, int nothing) {
  public static final Rounds NONE = new Rounds(0, 0, 0, 0, 0);

  /** What one round showed. */
  public enum Outcome {
    WAITED,
    PASSED,
    SPUN,
    GAVE_UP,
    NOTHING
  }

  /** These and one more. */
  public Rounds and(Outcome outcome) {
    return switch (outcome) {
      case WAITED -> new Rounds(waited + 1, passed, spun, gaveUp, nothing);
      case PASSED -> new Rounds(waited, passed + 1, spun, gaveUp, nothing);
      case SPUN -> new Rounds(waited, passed, spun + 1, gaveUp, nothing);
      case GAVE_UP -> new Rounds(waited, passed, spun, gaveUp + 1, nothing);
      case NOTHING -> new Rounds(waited, passed, spun, gaveUp, nothing + 1);
    };
  }

  /** Rounds that say something. */
  public int judged() {
    return waited + passed + spun + gaveUp;
  }
}
