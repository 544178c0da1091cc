// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.lab.fingerprint.FingerprintReader;
import io.rtnlab.lab.run.Backends.Backend;
import io.rtnlab.probes.Availability;
import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.address.RtnlAddress;
import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.probes.bpf.BpfWitness;
import io.rtnlab.results.Fingerprint;
import io.rtnlab.results.RunDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which backend watches a run, and why that one.
 *
 * @param backend null where none does
 * @param mutex null where none does
 * @param why one sentence
 * @param refused better backends that do not open, the best first
 * @param others backends that listen as well, to be compared
 * @param check the address learned a second way, in words; empty where it was not
 */
record ProbeSelection(
    @Nullable Backend backend,
    @Nullable RtnlAddress mutex,
    String why,
    List<RunDocument.Refusal> refused,
    List<Backend> others,
    String check) {
  private static final String AUTO = "auto";
  private static final String NONE = "none";

  /** An exact backend may cost so much of a request's CPU and is still the better choice. */
  private static final double AFFORDABLE = 1.05;

  /**
   * Chooses by opening: the named backend, or the best that opens. A run goes on without any, and
   * says so; only a backend that was asked for by name must open.
   *
   * @param looks how often to look at the owner besides; null for no such looks
   * @throws IOException where the named backend does not open
   */
  static ProbeSelection choose(String names, @Nullable Duration looks) throws IOException {
    return looks == null ? choose(names) : looking(others(names), looks);
  }

  private static ProbeSelection choose(String names) throws IOException {
    return switch (names) {
      case NONE ->
          new ProbeSelection(
              null, null, "switched off; no holder can be named", List.of(), List.of(), "");
      case AUTO -> best();
      default -> named(backend(namesIn(names).getFirst()), others(names), "asked for");
    };
  }

  private static List<String> namesIn(String names) {
    return List.of(names.split(",", -1));
  }

  /** All but the first, which makes the ledger. */
  private static List<Backend> others(String names) {
    return namesIn(names).stream().skip(1).map(ProbeSelection::backend).toList();
  }

  /** What the looks cost is tried on this very host. */
  private static ProbeSelection looking(List<Backend> others, Duration looks) throws IOException {
    ProbeSelection opened =
        named(new Backend(new BpfProbe(looks), BpfWitness::new), others, "--looks needs it");
    RtnlAddress mutex = opened.mutex();
    String every = "with a look at the owner every " + looks.toNanos() / 1000 + " µs";
    if (mutex == null || Fingerprint.isEmulation(FingerprintReader.accelerator())) {
      return opened.because(every + "; its cost means nothing under emulation");
    }
    return opened.because(
        every
            + ", at "
            + words(CostTrial.of(new BpfProbe(looks), mutex.address()))
            + " here; without, at "
            + words(CostTrial.of(new BpfProbe(), mutex.address())));
  }

  private static ProbeSelection best() {
    List<RunDocument.Refusal> refused = new ArrayList<>();
    for (Backend backend : Backends.all()) {
      try {
        ProbeSelection opened =
            open(
                backend,
                refused.isEmpty()
                    ? "best evidence, and it opens"
                    : "the best that opens; not " + words(refused, "; not "),
                refused,
                List.of());
        return backend.probe().seesEveryAcquisition() ? opened : exactWhereCheap(opened);
      } catch (IOException closed) {
        refused.add(new RunDocument.Refusal(backend.name(), String.valueOf(closed.getMessage())));
      }
    }
    return new ProbeSelection(
        null, null, "none opens here: " + words(refused, "; "), refused, List.of(), "");
  }

  private static String words(List<RunDocument.Refusal> refused, String between) {
    return refused.stream().map(RunDocument.Refusal::toString).collect(Collectors.joining(between));
  }

  /** An exact backend in its place, where one opens and costs little on this very host. */
  private static ProbeSelection exactWhereCheap(ProbeSelection opened) {
    RtnlAddress mutex = opened.mutex();
    if (mutex == null) {
      return opened;
    }
    for (Backend exact : Backends.exact()) {
      if (exact.probe().check() instanceof Availability.Available) {
        return Fingerprint.isEmulation(FingerprintReader.accelerator())
            ? opened.because(
                exact.name()
                    + " opens too and records every hold; its cost means nothing under emulation"
                    + " and was not tried")
            : decided(opened, exact, mutex);
      }
    }
    return opened;
  }

  private static ProbeSelection decided(ProbeSelection opened, Backend exact, RtnlAddress mutex) {
    try {
      CostTrial.Cost cost = CostTrial.of(exact.probe(), mutex.address());
      return cost.ratio() <= AFFORDABLE
          ? new ProbeSelection(
              exact, mutex, "exact, and costs " + words(cost) + " here", List.of(), List.of(), "")
          : opened.because(
              exact.name()
                  + " opens too and would record every hold, at "
                  + words(cost)
                  + " here: --probe "
                  + exact.name());
    } catch (IOException failed) {
      return opened.because(exact.name() + " could not be tried: " + failed.getMessage());
    }
  }

  private static String words(CostTrial.Cost cost) {
    return String.format(
        Locale.ROOT,
        "%.2f times the CPU per request (%.2f to %.2f)",
        cost.ratio(),
        cost.low(),
        cost.high());
  }

  private ProbeSelection because(String besides) {
    return new ProbeSelection(backend, mutex, why + "; " + besides, refused, others, check);
  }

  /** The first makes the ledger, the others are compared with it. */
  private static ProbeSelection named(Backend first, List<Backend> others, String why)
      throws IOException {
    try {
      for (Backend other : others) {
        checkOpens(other);
      }
      return open(first, why, List.of(), others);
    } catch (IOException refused) {
      String names =
          Stream.concat(Stream.of(first), others.stream())
              .map(Backend::name)
              .collect(Collectors.joining(","));
      throw new IOException("probe " + names + ": " + refused.getMessage(), refused);
    }
  }

  private static Backend backend(String name) {
    return Backends.all().stream()
        .filter(backend -> backend.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no probe '%s'; there are: auto, none, %s"
                        .formatted(
                            name,
                            Backends.all().stream()
                                .map(Backend::name)
                                .collect(Collectors.joining(", ")))));
  }

  private static ProbeSelection open(
      Backend backend, String why, List<RunDocument.Refusal> refused, List<Backend> others)
      throws IOException {
    checkOpens(backend);
    RtnlAddress mutex = AddressLearner.learn(backend.witness().get());
    return new ProbeSelection(
        backend,
        mutex,
        why,
        List.copyOf(refused),
        others,
        others.isEmpty() ? "" : check(backend, mutex));
  }

  /** A comparison wants to know that the address is right whichever way it is learned. */
  private static String check(Backend backend, RtnlAddress mutex) {
    if (!mutex.source().withoutLoad()) {
      return "";
    }
    try {
      RtnlAddress learned = AddressLearner.learnByWaiting(backend.witness().get());
      return learned.address() == mutex.address()
          ? ", and " + learned.evidence() + " say the same"
          : ", BUT OTHERWISE LEARNED AS " + learned;
    } catch (IOException notLearned) {
      return "; not to be learned otherwise: " + notLearned.getMessage();
    }
  }

  private static void checkOpens(Backend backend) throws IOException {
    if (backend.probe().check() instanceof Availability.Unavailable(String reason, String remedy)) {
      throw new IOException(reason + " (to unlock: " + remedy + ")");
    }
  }
}
