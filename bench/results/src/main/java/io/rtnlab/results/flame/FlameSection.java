// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.flame;

import io.rtnlab.results.FlameDocument;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run's flame graphs add up to, beside what the ledger says, and what they lack. */
public final class FlameSection {
  private static final String ID = "flame";

  private FlameSection() {}

  public static Section of(RunGraphs graphs) {
    List<Note> notes = new ArrayList<>();
    CpuStacks cpu = graphs.cpu();
    FlameDocument sampling = graphs.sampling();
    if (cpu != null && sampling != null) {
      notes.add(Note.labelled("cpu", cpu(cpu, sampling)));
    }
    WaitsAndHolds lock = graphs.lock();
    if (lock != null) {
      lock(notes, lock);
    }
    if (sampling != null) {
      notes.add(Note.labelled("cost", cost(sampling)));
      sampling.remarks().forEach(remark -> notes.add(Note.warning(remark)));
    } else {
      notes.add(Note.of("CPU time and running holders were not sampled: rtnlab run --flame does"));
    }
    return Section.notes(ID, "flame graphs", notes);
  }

  private static String cpu(CpuStacks cpu, FlameDocument sampling) {
    return Units.time(cpu.stacks().totalNs())
        + " of CPU: "
        + Units.count(cpu.samples())
        + " samples of "
        + Units.time(sampling.cpuIntervalNs())
        + " each by async-profiler (event "
        + sampling.cpuEvent()
        + "), "
        + Units.share(cpu.withKernelFrames(), cpu.samples())
        + " reach into the kernel";
  }

  private static void lock(List<Note> notes, WaitsAndHolds lock) {
    notes.add(
        Note.labelled(
            "wait",
            Units.time(lock.waits().totalNs())
                + ", the ledger "
                + Units.time(lock.ledgerWaitNs())
                + " of waiting"));
    notes.add(
        Note.labelled(
            "hold",
            Units.time(lock.holds().totalNs())
                + ", the ledger "
                + Units.time(lock.ledgerNamedNs())
                + " of waiting that names a holder; "
                + Units.share(lock.withoutStackNs(), lock.holds().totalNs())
                + " of it without a kernel stack, "
                + Units.share(lock.sampledNs(), lock.holds().totalNs())
                + " by "
                + Units.count(lock.samples())
                + " samples of running holders"));
    notes.add(
        Note.labelled(
            "off-CPU",
            Units.time(lock.offCpu().totalNs())
                + " of holders off their CPU with the mutex, "
                + Units.time(lock.offCpuOfRequestsNs())
                + " of it in requests, the ledger "
                + Units.time(lock.ledgerOffCpuNs())));
  }

  private static String cost(FlameDocument sampling) {
    FlameDocument.Cost cost = sampling.cost();
    return cost == null
        ? "not known"
        : String.format(
            Locale.ROOT,
            "sampling takes %.2f times the CPU per request (%.2f to %.2f, %d pairs of slices of"
                + " route-insert just before the run)",
            cost.ratio(),
            cost.low(),
            cost.high(),
            cost.pairs());
  }
}
