// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Group;
import io.rtnlab.engine.Limit;
import io.rtnlab.engine.Mix;
import io.rtnlab.engine.Pacing;
import io.rtnlab.engine.RunPlan;
import io.rtnlab.engine.WarmUp;
import io.rtnlab.results.Settings;
import io.rtnlab.workloads.Catalogue;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.WorkloadOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run should do: what its document will say of it, and what only the running needs. Settings
 * that make no sense are refused here or by {@link LabRun}.
 *
 * @param asked as the document has it; where it says neither how long nor how many, {@link
 *     #DEFAULT_DURATION}
 * @param probe what watches it
 * @param modules which kernel modules the mix may load
 * @param groups of workers with mixes of their own; empty where all threads fire the mix. Then the
 *     mix is theirs together, and the threads are all of theirs
 */
public record RunSettings(
    Settings asked, ProbeSettings probe, ModulePolicy modules, List<Group> groups) {

  public static final Duration DEFAULT_DURATION = Duration.ofSeconds(10);

  public static final Duration DEFAULT_WARM_UP = Duration.ofSeconds(2);

  /** One namespace in so many is watched until the kernel has torn it down. */
  private static final int TEARDOWN_EVERY = 16;

  public RunSettings {
    groups = List.copyOf(groups);
    Settings.Choices choices = asked.choices();
    require(
        List.of("each", "last").contains(choices.ack()),
        "--ack is each or last, not " + choices.ack());
    require(
        List.of("4", "6").contains(choices.family()),
        "--family is 4 or 6, not " + choices.family());
    WorkloadOptions options = options(choices);
    require(
        options.liveRoutes() >= options.batch(),
        "--window holds at least one batch: " + options.liveRoutes() + " < " + options.batch());
    RunPlan _ = plan(asked, groups); // refuses what no engine can fire
  }

  /** What the engine fires. */
  RunPlan plan() {
    return plan(asked, groups);
  }

  private static RunPlan plan(Settings asked, List<Group> groups) {
    return new RunPlan(
        groups.isEmpty()
            ? List.of(new Group(Group.ONLY, mix(asked), asked.threads(), pacing(asked.pace())))
            : groups,
        warmUp(asked.extent()),
        limit(asked.extent()),
        asked.seed());
  }

  private static Pacing pacing(Settings.Pace pace) {
    Double rate = pace.ratePerSecond();
    if (rate == null) {
      return new Pacing.ClosedLoop();
    }
    return pace.pacing().equals("poisson") ? new Pacing.Poisson(rate) : new Pacing.FixedRate(rate);
  }

  private static Limit limit(Settings.Extent extent) {
    Long requests = extent.requests();
    Long durationMs = extent.durationMs();
    if (requests != null) {
      return new Limit.Requests(requests);
    }
    return new Limit.Lasting(durationMs == null ? DEFAULT_DURATION : Duration.ofMillis(durationMs));
  }

  /**
   * What to fire before the measured part; at most one of the two is given.
   *
   * @param time how long; {@link #DEFAULT_WARM_UP} where neither is given
   * @param requests how many
   */
  public static WarmUp warmUp(@Nullable Duration time, @Nullable Long requests) {
    require(
        time == null || requests == null,
        "--warm-up and --warm-up-requests both say how much to warm up: give one of them");
    return requests == null
        ? new WarmUp.Lasting(time == null ? DEFAULT_WARM_UP : time)
        : new WarmUp.Requests(requests);
  }

  private static WarmUp warmUp(Settings.Extent extent) {
    Long requests = extent.warmUpRequests();
    return requests == null
        ? new WarmUp.Lasting(Duration.ofMillis(extent.warmUpMs()))
        : new WarmUp.Requests(requests);
  }

  /**
   * When requests begin.
   *
   * @param rate requests per second over all threads; null for a closed loop
   * @param poisson whether the gaps of a rate are exponential
   */
  public static Settings.Pace pace(@Nullable Double rate, boolean poisson) {
    require(!poisson || rate != null, "--poisson spreads a rate: give --rate with it");
    return new Settings.Pace(rate == null ? "closed" : poisson ? "poisson" : "fixed", rate);
  }

  /**
   * How long a run goes on; at most one of the two is given.
   *
   * @param duration how long to measure
   * @param requests how many requests to measure
   */
  public static Settings.Extent extent(
      @Nullable Duration duration, @Nullable Long requests, WarmUp warmUp) {
    require(
        duration == null || requests == null,
        "--duration and --requests both say when to stop: give one of them");
    Duration measured = duration == null && requests == null ? DEFAULT_DURATION : duration;
    return new Settings.Extent(
        requests,
        measured == null ? null : (Long) measured.toMillis(),
        warmUp instanceof WarmUp.Lasting time ? time.duration().toMillis() : 0,
        warmUp instanceof WarmUp.Requests warmUpRequests ? (Long) warmUpRequests.count() : null);
  }

  /** Operation → weight, in the order of the mix. */
  public static Map<String, Integer> weights(Mix mix) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    mix.entries().forEach(entry -> weights.put(entry.operation(), entry.weight()));
    return weights;
  }

  Mix mix() {
    return mix(asked);
  }

  private static Mix mix(Settings asked) {
    return new Mix(
        asked.mix().entrySet().stream()
            .map(entry -> new Mix.Entry(entry.getKey(), entry.getValue()))
            .toList());
  }

  /** How the operations are to work. */
  WorkloadOptions options() {
    return options(asked.choices());
  }

  private static WorkloadOptions options(Settings.Choices choices) {
    Integer entries = choices.entries();
    return new WorkloadOptions(
        choices.family().equals("6") ? IpFamily.IPV6 : IpFamily.IPV4,
        choices.batch(),
        choices.ack().equals("each"),
        choices.nextHop(),
        choices.window(),
        choices.links(),
        TEARDOWN_EVERY,
        entries == null ? WorkloadOptions.DEFAULT.entries() : entries);
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
    return new RunSettings(
        new Settings(
            asked.arguments(),
            weights(kept),
            left.isEmpty() ? asked.threads() : left.stream().mapToInt(Group::workers).sum(),
            asked.pace(),
            asked.extent(),
            asked.sharedNamespace(),
            asked.seed(),
            asked.choices(),
            asked.bridge()),
        probe,
        modules,
        left);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
