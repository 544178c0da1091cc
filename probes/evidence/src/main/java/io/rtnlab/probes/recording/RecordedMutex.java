package io.rtnlab.probes.recording;

import io.rtnlab.probes.recording.MutexSurvey.Candidate;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Which of the mutexes in a recording is {@code rtnl_mutex}, and why that is believed. Addresses
 * differ between hosts and between boots, so only the file itself or its owner can tell.
 *
 * @param evidence such as {@code "the recording's own kallsyms"}
 */
public record RecordedMutex(long address, String evidence) {
  private static final double STACKS_AGREE = 0.95;
  private static final int CANDIDATES_TOLD = 5;

  /**
   * Finds it: the address given, else the symbols in the file, else the stacks in the file.
   *
   * @param given by whoever knows that host; empty to find out
   * @throws MalformedRecording where the file does not tell, naming the candidates
   */
  public static RecordedMutex in(Recording recording, OptionalLong given) throws IOException {
    MutexSurvey survey = new MutexSurvey();
    recording.read(survey);
    List<Candidate> candidates = survey.candidates();
    if (candidates.isEmpty()) {
      throw new MalformedRecording(
          "nobody waited for any mutex in this recording: there is nothing to attribute");
    }
    if (given.isPresent()) {
      return seen(given.getAsLong(), "as given", candidates);
    }
    OptionalLong listed = recording.listedMutex();
    if (listed.isPresent()) {
      return seen(listed.getAsLong(), "by the recording's own kallsyms", candidates);
    }
    return byStacks(candidates);
  }

  private static RecordedMutex seen(long address, String evidence, List<Candidate> candidates)
      throws MalformedRecording {
    if (candidates.stream().noneMatch(candidate -> candidate.address() == address)) {
      throw new MalformedRecording(
          "nobody waited for rtnl_mutex in this recording, at "
              + hexadecimal(address)
              + " "
              + evidence
              + "; most waited for:\n"
              + told(candidates));
    }
    return new RecordedMutex(address, evidence);
  }

  private static RecordedMutex byStacks(List<Candidate> candidates) throws MalformedRecording {
    long all = candidates.stream().mapToLong(Candidate::taken).sum();
    Candidate best =
        candidates.stream().max(Comparator.comparingLong(Candidate::taken)).orElseThrow();
    if (all == 0 || best.taken() < STACKS_AGREE * all) {
      throw new MalformedRecording(
          "this recording does not tell which mutex is rtnl_mutex: it has no symbol of that name,"
              + " and no stacks that agree. Give it with --mutex; on the recorded host, since its"
              + " last boot, it is in /proc/kallsyms (CONFIG_KALLSYMS_ALL, as root), or any"
              + " \"rtnlab run\" prints it. Most waited for:\n"
              + told(candidates));
    }
    return new RecordedMutex(
        best.address(),
        "by %d of %d waits whose stack shows a function that takes it"
            .formatted(best.taken(), all));
  }

  private static String told(List<Candidate> candidates) {
    return candidates.stream()
        .limit(CANDIDATES_TOLD)
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
