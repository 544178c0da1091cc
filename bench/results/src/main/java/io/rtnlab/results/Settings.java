// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run was asked for, with every default filled in.
 *
 * @param arguments the command line as typed
 * @param mix operation → weight; weights count requests
 * @param sharedNamespace whether all threads work in one network namespace
 * @param seed of the sequence of operations
 * @param bridge the way from Java to the sockets
 */
public record Settings(
    List<String> arguments,
    Map<String, Integer> mix,
    int threads,
    @Inline Pace pace,
    @Inline Extent extent,
    boolean sharedNamespace,
    long seed,
    @Inline Choices choices,
    String bridge) {

  /**
   * When requests begin.
   *
   * @param pacing "closed", "fixed" or "poisson"
   * @param ratePerSecond total over all workers; null in a closed loop
   */
  public record Pace(String pacing, @Nullable Double ratePerSecond) {}

  /**
   * How long it goes on.
   *
   * @param requests how many to stop after; null where a duration decides
   * @param durationMs how long to measure; null where a count decides
   * @param warmUpMs fired before the measured part; 0 where a count decides
   * @param warmUpRequests how many to fire before the measured part; null where a time decides
   */
  public record Extent(
      @Nullable Long requests,
      @Nullable Long durationMs,
      long warmUpMs,
      @Nullable Long warmUpRequests) {}

  /**
   * How operations work, where they have a choice.
   *
   * @param links that link-dump lists
   * @param batch messages per request of route-insert
   * @param ack "each" or "last": which messages of a batch are acknowledged
   * @param family "4" or "6"
   * @param nextHop whether routes name a next hop by its id
   * @param window routes that a thread keeps before it deletes the oldest
   * @param entries routes, ports, classes, filters or links that an operation works on; null in
   *     older runs
   */
  public record Choices(
      int links,
      int batch,
      String ack,
      String family,
      boolean nextHop,
      int window,
      @Nullable Integer entries) {

    /** Where nothing is said: as the command line has it. */
    public static final Choices DEFAULT = new Choices(100, 1, "last", "4", false, 10_000, 100);
  }

  /**
   * A job as one types it.
   *
   * @param arguments as a run keeps them; older ones kept the command's name, too
   */
  public static String command(List<String> arguments) {
    return (arguments.contains("run") ? "rtnlab " : "rtnlab run ") + String.join(" ", arguments);
  }
}
