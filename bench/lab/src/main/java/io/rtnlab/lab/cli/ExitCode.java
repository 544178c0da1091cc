package io.rtnlab.lab.cli;

/** Exit statuses, the same for every command. */
public final class ExitCode {
  /** Done. */
  public static final int DONE = 0;

  /** The work failed, or its result is bad. */
  public static final int FAILED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** Cut short by a signal; what there was has been printed ({@code 128 + SIGINT}). */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
