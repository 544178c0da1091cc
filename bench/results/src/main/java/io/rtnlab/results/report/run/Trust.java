// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.AuditDocument;
import io.rtnlab.results.Checks;
import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunDocument.Probe;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** How far a run can be trusted: one line, and one more for each thing that is wrong. */
final class Trust {
  /** A run's last waits have no end in the stream; more than one in so many is a fault. */
  private static final long WAITS_FOR_EACH_UNMATCHED = 100;

  private final RunDocument run;
  private final List<Note> wrong = new ArrayList<>();

  private Trust(RunDocument run) {
    this.run = run;
  }

  static List<Note> of(RunDocument run) {
    return new Trust(run).lines();
  }

  private List<Note> lines() {
    conditions();
    losses();
    ledger();
    others();
    List<Note> lines = new ArrayList<>(wrong);
    if (wrong.isEmpty()) {
      lines.add(Note.labelled("trust", sound()));
    }
    AuditDocument audit = run.audit();
    if (audit != null) {
      lines.add(Note.labelled("audit", judged(audit)));
    }
    String contenders = Contenders.of(run.blame());
    if (!contenders.isEmpty()) {
      lines.add(Note.labelled("also here", contenders));
    }
    return lines;
  }

  private String sound() {
    List<String> clauses = new ArrayList<>();
    if (run.waits() == null) {
      clauses.add("latencies alone, no probe served (" + run.probe().why() + ")");
    } else {
      clauses.add("no events lost");
      clauses.add("ledger consistent");
    }
    Checks checks = run.checks();
    Long counted = checks.routes().counted();
    if (counted != null && counted > 0) {
      clauses.add(Units.count(counted) + " routes = " + Units.count(counted) + " in /proc");
    }
    return String.join("; ", clauses);
  }

  /** The ends of the intervals: a share of 0 says little where few samples fell into waits. */
  private static String judged(AuditDocument audit) {
    if (audit.classes().isEmpty()) {
      return AuditSections.NOTHING_JUDGED;
    }
    return String.format(
        Locale.ROOT,
        "at most %.2f %% wrongly named, %.2f %% overstated (95 %%, in this run)",
        100 * audit.wronglyNamed().high(),
        100 * audit.overstated().high());
  }

  private void conditions() {
    run.doubt().ifPresent(this::wrong);
    if (run.interrupted()) {
      wrong("CUT SHORT: all figures cover what had run until then");
    }
    if (run.fingerprint().timesMeanNothing()) {
      wrong(
          "UNDER SOFTWARE EMULATION ("
              + run.fingerprint().machine().accelerator()
              + "): counts are right, times are not a real machine's");
    }
    Probe probe = run.probe();
    if (run.waits() != null && !probe.better().isEmpty()) {
      // The best alone; the section of the probe has all.
      wrong("weaker evidence, by probe " + probe.name() + ": " + probe.better().getFirst());
    }
    String address = probe.addressLearned();
    if (address != null && address.contains("BUT OTHERWISE")) {
      wrong("rtnl_mutex " + address);
    }
  }

  private void losses() {
    RunDocument.Lost lost = run.lost();
    count(lost.kernel(), "lock event", " lost (" + lost.kernelDetail() + ")");
    count(lost.spans(), "request", " lost (no room in our own rings)");
    count(lost.late(), "event", " came too late to place");
    long incomplete = run.ledger().stream().mapToLong(LedgerDocument.LedgerRow::incomplete).sum();
    count(incomplete, "request", " during which events were lost");
    if (lost.events() != null) {
      wrong(RunDocument.Lost.incompleteEvents(lost.events()));
    }
  }

  private void ledger() {
    Checks checks = run.checks();
    count(checks.sums().negativeParts(), "request", " with a negative part");
    count(checks.sums().waitsNotAddingUp(), "wait", " whose parts do not add up");
    count(checks.sums().holdersOutsideRequest(), "holder", " of ours outside a request");
    count(
        checks.proofs().contradictions(),
        "contradicted proof",
        checks.proofs().contradictedNs() == null
            ? ""
            : ", of " + Units.time(checks.proofs().contradictedNs()));
    LedgerDocument.Waits waits = run.waits();
    long all = waits == null ? 0 : waits.count();
    if (checks.leftOut().unmatchedWaits() * WAITS_FOR_EACH_UNMATCHED > all) {
      count(checks.leftOut().unmatchedWaits(), "wait", " without an end in the stream, left out");
    }
    Note routes = ChecksSections.routes(checks);
    if (routes != null && routes.isWarning()) {
      wrong(routes.text());
    }
  }

  private void others() {
    AuditDocument audit = run.audit();
    if (audit != null && !audit.handover().contained()) {
      wrong("audit: the ledger's bounds of time without a holder MISS what samples saw");
    }
    if (run.others() != null) {
      OtherCountsSections.of(Objects.requireNonNull(run.others())).stream()
          .flatMap(section -> section.notes().stream())
          .filter(Note::isWarning)
          .forEach(note -> wrong(note.text()));
    }
  }

  private void count(long count, String noun, String rest) {
    if (count > 0) {
      wrong(Units.count(count) + " " + noun + (count == 1 ? "" : "s") + rest);
    }
  }

  private void wrong(String what) {
    wrong.add(new Note(wrong.isEmpty() ? "trust" : "and", what, true));
  }
}
