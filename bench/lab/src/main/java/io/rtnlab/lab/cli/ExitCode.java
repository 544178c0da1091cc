// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

/** Exit statuses, the same for every command. */
public final class ExitCode {
  /** The work was done, and its result is good. */
  public static final int DONE = 0;

  /** The work failed, or its result is bad. */
  public static final int FAILED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /**
   * The work was done, and what was asked about lasts longer or costs more than the limit given.
   */
  public static final int EXCEEDED = 3;

  /** There is no answer on this kernel or for this account; standard error says why. */
  public static final int CANNOT_TELL = 125;

  /**
   * Cut short by Ctrl-C; what there was has been printed. Other signals end with 128 and their
   * number as well: 143 for SIGTERM, 129 for SIGHUP.
   */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
