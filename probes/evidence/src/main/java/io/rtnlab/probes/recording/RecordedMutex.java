// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import io.rtnlab.probes.recording.MutexSurvey.Candidate;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Which of the mutexes in a recording is {@code rtnl_mutex}, and why that is believed. Addresses
 * differ between hosts and between boots, so only the file itself or its owner can say.
 *
 * @param evidence such as {@code "the recording's own kallsyms"}
 */
public record RecordedMutex(long address, String evidence) {
  private static final double STACKS_AGREE = 0.95;
  private static final int CANDIDATES_NAMED = 5;

  /**
   * Finds it: the address given, else the symbols in the file, else the stacks in the file.
   *
   * @param given by the caller; empty to find out
   * @throws MalformedRecording where the file does not say, naming the candidates
   */
  public static RecordedMutex in(Recording recording, OptionalLong given) throws IOException {
    MutexSurvey survey = new MutexSurvey();
    recording.read(survey);
    List<Candidate> candidates = survey.candidates();
    if (candidates.isEmpty()) {
      throw new MalformedRecording(
          "no thread waited for any mutex in this recording: there is nothing to attribute");
    }
    if (given.isPresent()) {
      return seen(given.getAsLong(), "as given", candidates);
    }
    OptionalLong listed = recording.listedMutex();
    if (listed.isPresent()) {
      return seen(listed.getAsLong(), "by the recording's own kallsyms", candidates);
    }
    return byStacks(candidates, survey.forgotten());
  }

  private static RecordedMutex seen(long address, String evidence, List<Candidate> candidates)
      throws MalformedRecording {
    if (candidates.stream().noneMatch(candidate -> candidate.address() == address)) {
      throw new MalformedRecording(
          "no thread waited for rtnl_mutex in this recording, at "
              + hexadecimal(address)
              + " "
              + evidence
              + "; most waited for:\n"
              + named(candidates));
    }
    return new RecordedMutex(address, evidence);
  }

  private static RecordedMutex byStacks(List<Candidate> candidates, long forgotten)
      throws MalformedRecording {
    return agreed(candidates, Candidate::released, "releases inside __rtnl_unlock")
        .or(
            () ->
                agreed(
                    candidates,
                    Candidate::taken,
                    "waits whose stack shows a function that takes it"))
        .or(
            () ->
                candidates.stream().anyMatch(candidate -> candidate.taken() > 0)
                    ? Optional.empty()
                    : agreed(
                        candidates,
                        Candidate::likely,
                        "waits whose stack shows a function that may take it (a mutex that it takes"
                            + " besides would look alike)"))
        .orElseThrow(
            () ->
                new MalformedRecording(
                    "this recording does not say which mutex is rtnl_mutex: it has no symbol of"
                        + " that name, and no stacks that agree. Give it with --mutex; on the"
                        + " recorded host, since its last boot, it is in /proc/kallsyms"
                        + " (CONFIG_KALLSYMS_ALL, as root), or any \"rtnlab run\" prints it. Most"
                        + " waited for:\n"
                        + named(candidates)
                        + (forgotten == 0
                            ? ""
                            : String.format(
                                Locale.ROOT, "%n  and %,d others, hardly waited for", forgotten))));
  }

  private static Optional<RecordedMutex> agreed(
      List<Candidate> candidates, ToLongFunction<Candidate> votes, String what) {
    long all = candidates.stream().mapToLong(votes).sum();
    Candidate best = candidates.stream().max(Comparator.comparingLong(votes)).orElseThrow();
    long its = votes.applyAsLong(best);
    return all == 0 || its < STACKS_AGREE * all
        ? Optional.empty()
        : Optional.of(
            new RecordedMutex(
                best.address(), String.format(Locale.ROOT, "by %d of %d %s", its, all, what)));
  }

  private static String named(List<Candidate> candidates) {
    return candidates.stream()
        .limit(CANDIDATES_NAMED)
        .map(
            candidate ->
                String.format(
                    Locale.ROOT,
                    "  %s  %,d waits, %,.1f ms: %s",
                    hexadecimal(candidate.address()),
                    candidate.waits(),
                    candidate.waitNs() / 1e6,
                    String.join(", ", candidate.names())))
        .collect(Collectors.joining("\n"));
  }

  private static String hexadecimal(long address) {
    return String.format(Locale.ROOT, "0x%016x", address);
  }
}
