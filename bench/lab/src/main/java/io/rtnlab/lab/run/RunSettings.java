// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Group;
import io.rtnlab.engine.Mix;
import io.rtnlab.workloads.Catalogue;
import io.rtnlab.workloads.base.WorkloadOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run should do. Plain values as given; {@link LabRun} refuses what makes no sense.
 *
 * @param arguments the command line, to be kept with the results
 * @param mix as {@link io.rtnlab.engine.Mix#parse} reads it
 * @param duration how long to measure; null where {@code requests} decides
 * @param requests how many requests to measure; null where {@code duration} decides
 * @param rate requests per second over all threads; null for a closed loop
 * @param poisson whether the gaps of a rate are exponential
 * @param ack "each" or "last"
 * @param family "4" or "6"
 * @param entries how many routes, ports, classes, filters or links an operation needs
 * @param probe "auto", "none" or names of backends, the one that makes the ledger first
 * @param probeBuffer bytes for each CPU; null for the backend's default
 * @param audit whether samples of the owner judge the ledger
 * @param keepSegments whether every segment of every wait is written down
 * @param groups of workers with mixes of their own; empty where all threads fire the mix. Then the
 *     mix is theirs together, and the threads are all of theirs
 * @param modules which kernel modules the mix may load
 */
public record RunSettings(
    List<String> arguments,
    String mix,
    int threads,
    @Nullable Duration duration,
    @Nullable Long requests,
    Duration warmUp,
    @Nullable Double rate,
    boolean poisson,
    boolean sharedNamespace,
    long seed,
    int links,
    int batch,
    String ack,
    String family,
    boolean nextHop,
    int window,
    int entries,
    String bridge,
    String probe,
    @Nullable Integer probeBuffer,
    boolean audit,
    boolean keepSegments,
    ModulePolicy modules,
    List<Group> groups) {

  public static final Duration DEFAULT_DURATION = Duration.ofSeconds(10);

  public RunSettings {
    arguments = List.copyOf(arguments);
    groups = List.copyOf(groups);
    if (duration != null && requests != null) {
      throw new IllegalArgumentException(
          "--duration and --requests both say when to stop: give one of them");
    }
    if (duration == null && requests == null) {
      duration = DEFAULT_DURATION;
    }
    if (poisson && rate == null) {
      throw new IllegalArgumentException("--poisson spreads a rate: give --rate with it");
    }
    require(ack.equals("each") || ack.equals("last"), "--ack is each or last, not " + ack);
    require(family.equals("4") || family.equals("6"), "--family is 4 or 6, not " + family);
    require(batch >= 1 && batch <= 1024, "--batch is from 1 to 1024, not " + batch);
    require(links >= 1 && links <= 100_000, "--links is from 1 to 100000, not " + links);
    require(
        entries >= 1 && entries <= WorkloadOptions.MOST_ENTRIES,
        "--entries is from 1 to " + WorkloadOptions.MOST_ENTRIES + ", not " + entries);
    require(window >= batch, "--window holds at least one batch: " + window + " < " + batch);
    require(
        !audit || !probe.equals("none"),
        "--audit judges the ledger, which needs a probe: leave out --probe none");
    require(
        probeBuffer == null || probeBuffer >= 4096,
        "--probe-buffer is at least 4096 bytes, not " + probeBuffer);
  }

  /** The same with operations left out: groups that lose all of theirs are left out too. */
  RunSettings withMix(String other) {
    Mix kept = Mix.parse(other, Catalogue.names());
    List<Group> left =
        groups.stream()
            .flatMap(
                group ->
                    group.mix().only(kept).stream()
                        .map(mix -> new Group(group.name(), mix, group.workers(), group.pacing())))
            .toList();
    int threadsLeft = left.isEmpty() ? threads : left.stream().mapToInt(Group::workers).sum();
    return with(other, threadsLeft, left);
  }

  private RunSettings with(String otherMix, int otherThreads, List<Group> otherGroups) {
    return new RunSettings(
        arguments,
        otherMix,
        otherThreads,
        duration,
        requests,
        warmUp,
        rate,
        poisson,
        sharedNamespace,
        seed,
        links,
        batch,
        ack,
        family,
        nextHop,
        window,
        entries,
        bridge,
        probe,
        probeBuffer,
        audit,
        keepSegments,
        modules,
        otherGroups);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
