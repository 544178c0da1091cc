// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import io.rtnlab.lab.fingerprint.KernelVersion;
import io.rtnlab.probes.Probe;
import io.rtnlab.probes.ledger.Actor;
import io.rtnlab.probes.ledger.BlameCell;
import io.rtnlab.probes.ledger.HolderBounds;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.results.bill.BillDocument;
import io.rtnlab.results.bill.BilledRequest;
import io.rtnlab.results.bill.Bounds;
import io.rtnlab.results.bill.CheaperWay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds a program's requests, locks and blame up to its bill. */
final class Bill {
  private final RequestTally tally;
  private final LockTally locks;
  private final Ledger ledger;
  private final Probe probe;

  Bill(RequestTally tally, LockTally locks, Ledger ledger, Probe probe) {
    this.tally = tally;
    this.locks = locks;
    this.ledger = ledger;
    this.probe = probe;
  }

  BillDocument document(
      String program, @Nullable Integer status, double seconds, @Nullable Budget budget) {
    boolean exact = probe.seesEveryAcquisition();
    List<BilledRequest> requests = tally.requests(locks, exact);
    Bounds taken = sum(requests.stream().map(BilledRequest::locks).toList());
    Bounds held = sum(requests.stream().map(BilledRequest::holdNs).toList());
    List<String> doubts = doubts(exact, status);
    return new BillDocument(
        program,
        status,
        seconds,
        requests,
        taken,
        held,
        caused(tally.processes()),
        cheaper(requests, budget == null, doubts),
        budget == null ? null : budget.check(taken, held),
        doubts);
  }

  private static Bounds sum(List<Bounds> all) {
    return all.stream().reduce(Bounds.NONE, Bounds::plus);
  }

  /** Waiting of others while the program held: proved, and named or unseen besides. */
  private Bounds caused(Set<Integer> processes) {
    long low = 0;
    long named = 0;
    for (BlameCell cell : ledger.blame()) {
      if (isOf(cell.holder(), processes) && !isOf(cell.waiter(), processes)) {
        low += cell.lowNs();
        named += cell.ns();
      }
    }
    long unseen =
        ledger.bounds().stream()
            .filter(bounds -> isOf(bounds.holder(), processes))
            .mapToLong(HolderBounds::unseenNs)
            .max()
            .orElse(0);
    return new Bounds(low, Math.max(low, named) + unseen);
  }

  private static boolean isOf(Actor actor, Set<Integer> processes) {
    return actor instanceof Actor.ForeignProcess foreign && processes.contains(foreign.process());
  }

  private List<CheaperWay> cheaper(
      List<BilledRequest> requests, boolean tries, List<String> doubts) {
    List<CheaperWay> ways = new ArrayList<>();
    for (CheaperWays.Found found :
        CheaperWays.of(tally.habits(), requests, KernelVersion.running())) {
      CheaperWay way = found.way();
      CheaperWays.Variants variants = found.variants();
      if (tries && variants != null) {
        try {
          way = way.with(VariantTrial.of(variants));
        } catch (IOException | RuntimeException failed) {
          doubts.add(way.rule() + " could not be tried here: " + failed.getMessage());
        }
      }
      ways.add(way);
    }
    return ways;
  }

  private List<String> doubts(boolean exact, @Nullable Integer status) {
    List<String> doubts = new ArrayList<>(tally.gaps());
    doubts.add(
        exact
            ? "every acquisition and release was seen (" + probe.name() + ")"
            : "this kernel shows no uncontended acquisition: locks are counted by what its version"
                + " registers for each request, a hold is at most its system call");
    doubts.add("reads and writes in /sys/class/net and /proc/sys/net are not followed");
    if (locks.full()) {
      doubts.add("so many holds were seen that not all were kept: figures are too low");
    }
    if (status != null && status != 0) {
      doubts.add("the command ended with status " + status);
    }
    return doubts;
  }
}
