// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.matrix;

/** How a boot ended. */
public enum Outcome {
  /** The job ended with status 0 and its results are there. */
  DONE,
  /** The guest came up and the job itself failed. */
  JOB_FAILED,
  /** A deadline passed: the guest did not come up, or the job did not end. */
  HUNG,
  /**
   * The guest died, or the job was ended by a signal: a panic, a triple fault, an emulator that
   * gave up or that made the job's Java crash.
   */
  DIED,
  /** There was nothing to boot or nothing to boot it with. */
  CANNOT_START;

  /** The status of {@code timeout(1)}, which the boot scripts share. */
  static final int DEADLINE_PASSED = 124;

  /** The boot scripts' own: the guest is gone and left no status. */
  static final int GUEST_DIED = 125;

  /** What a shell says of a command that {@code SIGABRT} ended, as a Java runtime ends itself. */
  static final int ABORTED = 128 + 6;

  /** The same of {@code SIGSEGV}. */
  static final int SEGMENTATION_FAULT = 128 + 11;

  /**
   * From a driver's exit status.
   *
   * @param status of the driver's script
   * @param jobStarted whether the job's command began
   */
  public static Outcome of(int status, boolean jobStarted) {
    return switch (status) {
      case 0 -> DONE;
      case DEADLINE_PASSED -> HUNG;
      case GUEST_DIED, ABORTED, SEGMENTATION_FAULT -> DIED;
      default -> jobStarted ? JOB_FAILED : CANNOT_START;
    };
  }

  /** Whether another try may end better; a job that fails fails again. */
  public boolean worthAnotherTry() {
    return this == HUNG || this == DIED;
  }
}
