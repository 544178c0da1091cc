// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a comparison of two kernels found: what {@code rtnlab compare --json} prints.
 * Times are nanoseconds, or executed instructions where {@code procedure.clock} counts those;
 * changes are percent of A, positive where B takes more.
 *
 * @param schema version of this layout, {@link #SCHEMA}
 * @param verdict "no worse", "worse" or "cannot tell"
 * @param exitStatus 0, 1 or 125, in the order of the verdicts
 * @param headline the answer in one sentence
 * @param procedure how it was judged
 * @param arms A, its twin if there is one, and B
 * @param exact counts that are the same in all boots of an arm
 * @param figures what varies between boots
 * @param causes the parts of each request in which the change lies
 * @param remarks what else a reader should know
 */
public record ComparisonDocument(
    int schema,
    String verdict,
    int exitStatus,
    String headline,
    Procedure procedure,
    List<ArmSummary> arms,
    List<Exact> exact,
    List<FigureRow> figures,
    List<Cause> causes,
    Remarks remarks) {

  /** The version that this program writes. */
  public static final int SCHEMA = 1;

  /** {@link #exitStatus} where B is no worse. */
  public static final int NO_WORSE = 0;

  /** {@link #exitStatus} where any row is worse. */
  public static final int WORSE = 1;

  /**
   * {@link #exitStatus} where a row that is not erratic cannot be decided; git skips such a commit.
   */
  public static final int CANNOT_TELL = 125;

  /**
   * How the rows were judged.
   *
   * @param design how the boots were ordered, and the test that this allows
   * @param clock what times count
   * @param limitPercent the change that matters in practice
   * @param tests rows that were judged
   * @param confidencePercent of each row's interval, so that all hold together at 95 %
   * @param seed of the boots' order; null where no plan had one
   */
  public record Procedure(
      String design,
      String clock,
      double limitPercent,
      int tests,
      double confidencePercent,
      @Nullable Long seed) {}

  /**
   * One side.
   *
   * @param role "A", "A'" or "B"
   * @param boots that are in the figures
   * @param arguments of the job
   */
  public record ArmSummary(
      String role,
      String name,
      int boots,
      String kernelRelease,
      String kernelVersion,
      String kernelBuildId,
      String probe,
      String machine,
      String jdk,
      List<String> arguments) {}

  /**
   * A count for each request that is the same in every boot of A, of its twin and of B.
   *
   * @param verdict as of a figure, without statistics
   */
  public record Exact(String operation, String count, double a, double b, String verdict) {}

  /**
   * A figure of one operation.
   *
   * @param aNs median over A's boots
   * @param bNs median over B's boots
   * @param aSpreadPercent standard deviation between A's boots; null with one
   * @param bSpreadPercent the same of B
   * @param change of B against A, or against the mean of A and its twin
   * @param twin of A's twin against A; null where there is none
   * @param verdict "worse", "better", "equal", "changed, within the limit", "cannot tell",
   *     "erratic" (judged on A alone: its boots vary too much to judge anything) or "described"
   * @param bootsNeeded to decide, of each kernel; null where it is decided, or where no number
   *     would do
   */
  public record FigureRow(
      String operation,
      String figure,
      double aNs,
      double bNs,
      @Nullable Double aSpreadPercent,
      @Nullable Double bSpreadPercent,
      Change change,
      @Nullable Change twin,
      String verdict,
      @Nullable Integer bootsNeeded) {}

  /**
   * A change and how sure it is.
   *
   * @param lowPercent lower bound; null where there are too few boots for an interval
   * @param highPercent upper bound
   * @param pValue two-sided, of no change
   */
  public record Change(
      double percent, @Nullable Double lowPercent, @Nullable Double highPercent, double pValue) {}

  /**
   * A part of an operation's requests.
   *
   * @param part "own hold", "RCU inside the hold", "waiting", "after the hold", "in kernel" or
   *     "user space"; or "waiting for HOLDER", a part of waiting
   * @param function kernel function that this is the own time of, as far as it ran in that part;
   *     null for the part itself
   * @param aNs mean for each request, median over A's boots
   * @param changeNs of the mean for each request
   * @param lowNs lower bound at 95 %; null where there are too few boots
   * @param highNs upper bound
   * @param sharePercent of the operation's whole change; null where the whole change is too small
   *     or too uncertain to divide
   */
  public record Cause(
      String operation,
      String part,
      @Nullable String function,
      double aNs,
      double changeNs,
      @Nullable Double lowNs,
      @Nullable Double highNs,
      @Nullable Double sharePercent) {}

  /**
   * Sentences.
   *
   * @param warnings what differs besides the kernel
   * @param findings what is no verdict and still worth knowing
   * @param advice how to spend the next half hour
   * @param notes how the folders were read
   */
  public record Remarks(
      List<String> warnings, List<String> findings, List<String> advice, List<String> notes) {}
}
