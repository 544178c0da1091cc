// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.results.DamagedRun;
import io.rtnlab.results.Refused;
import io.rtnlab.results.compare.ComparisonDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/**
 * Exit statuses of commands whose status is a verdict. {@code git bisect run} takes 1 to 127, but
 * for 125, as "this commit is bad", so whatever goes wrong in rtnlab itself is 128 or more, which
 * makes git stop without a verdict.
 */
final class VerdictStatus {
  /** Rtnlab itself failed: a full disk, no memory, a fault of its own. */
  static final int FAILED = 128;

  /** The command line is wrong, or asks for a comparison that would mean nothing. */
  static final int USAGE = 129;

  /**
   * What a virtual machine that does not come up ends with is 1 as well, so the launcher asks for
   * another status of "worse" and gives back 1 for that alone.
   */
  private static final String STATUS_OF_WORSE = "rtnlab.statusOfWorse";

  private VerdictStatus() {}

  /** The status of a command; what goes wrong is said on standard error in one sentence. */
  static int of(CommandLine command, Callable<Integer> verdict) {
    PrintWriter err = command.getErr();
    try {
      int status = verdict.call();
      return status == ComparisonDocument.WORSE
          ? Integer.getInteger(STATUS_OF_WORSE, ComparisonDocument.WORSE)
          : status;
    } catch (DamagedRun damaged) {
      err.println("rtnlab: " + damaged.getMessage());
      return ComparisonDocument.CANNOT_TELL;
    } catch (IllegalArgumentException wrong) {
      err.println("rtnlab: " + wrong.getMessage());
      return USAGE;
    } catch (IOException refused) {
      err.println("rtnlab: " + Refused.sentence(refused));
      return FAILED;
    } catch (Exception | OutOfMemoryError | StackOverflowError fault) {
      fault.printStackTrace(err);
      return FAILED;
    } finally {
      err.flush();
    }
  }
}
