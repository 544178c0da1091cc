// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.LedgerDocument.LedgerRow;
import io.rtnlab.results.LedgerDocument.OffCpu;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunDocument.Operation;
import io.rtnlab.results.RunDocument.PerRequest;
import io.rtnlab.results.RunDocument.Percentiles;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A figure of one operation in one boot, in nanoseconds, of which less is better. */
public enum Figure {
  /** How long one hold of the RTNL lasted. */
  OWN_HOLD_MEDIAN("own hold, median") {
    @Override
    public OptionalDouble of(RunDocument run, String operation) {
      PerRequest each = perRequest(run, operation);
      return each == null ? OptionalDouble.empty() : positive(each.holdMedianNs());
    }
  },
  /** Of older runs, which kept no median. */
  OWN_HOLD_MEAN("own hold, mean") {
    @Override
    public OptionalDouble of(RunDocument run, String operation) {
      LedgerRow row = ledger(run, operation);
      return row == null || row.ownHoldNs() == null
          ? OptionalDouble.empty()
          : positive(
              (double) (row.ownHoldNs() - (row.offCpu() == null ? 0 : heldOffCpu(row.offCpu())))
                  / row.count());
    }
  },
  /** A request's time less its waits for the RTNL and what it spent off its CPU. */
  CPU_MEDIAN("CPU, median") {
    @Override
    public OptionalDouble of(RunDocument run, String operation) {
      PerRequest each = perRequest(run, operation);
      return each == null ? OptionalDouble.empty() : positive(each.cpuMedianNs());
    }
  },
  /** On one CPU that counts instructions, the same to within what interrupts took. */
  SERVICE_MEDIAN("service, median") {
    @Override
    public OptionalDouble of(RunDocument run, String operation) {
      Percentiles service = service(run, operation);
      return service == null || service.p50() == null || !Clock.of(run).countsInstructions()
          ? OptionalDouble.empty()
          : positive(service.p50());
    }
  },
  /** Of older runs, which kept no median. */
  CPU_MEAN("CPU, mean") {
    @Override
    public OptionalDouble of(RunDocument run, String operation) {
      LedgerRow row = ledger(run, operation);
      if (row == null || row.count() < FEWEST_REQUESTS) {
        return OptionalDouble.empty();
      }
      long awayNs = row.waitNs() == null ? 0 : row.waitNs();
      if (row.offCpu() != null) {
        awayNs +=
            heldOffCpu(row.offCpu()) + row.offCpu().afterHoldNs() + row.offCpu().elsewhereNs();
      }
      return positive((double) (row.wallNs() - awayNs) / row.count());
    }
  },
  /** Described, never judged: one slow request in a hundred is not the kernel's alone. */
  SERVICE_P99("service, p99") {
    @Override
    public OptionalDouble of(RunDocument run, String operation) {
      Percentiles service = service(run, operation);
      return service == null || service.p99() == null
          ? OptionalDouble.empty()
          : positive(service.p99());
    }
  };

  /** A median of fewer is none: ten requests must lie beyond it. */
  static final int FEWEST_REQUESTS = 20;

  /** What stands for an operation's own hold, the best first. */
  static final List<Figure> HOLD = List.of(OWN_HOLD_MEDIAN, OWN_HOLD_MEAN);

  /** What stands for an operation's CPU time, the best first. */
  static final List<Figure> CPU = List.of(CPU_MEDIAN, SERVICE_MEDIAN, CPU_MEAN);

  /** All that a verdict may rest on. */
  public static final List<Figure> JUDGED =
      List.of(OWN_HOLD_MEDIAN, OWN_HOLD_MEAN, CPU_MEDIAN, SERVICE_MEDIAN, CPU_MEAN);

  private final String words;

  Figure(String words) {
    this.words = words;
  }

  /** As reports print it. */
  public String words() {
    return words;
  }

  /** The figure; empty where this run cannot carry it. */
  public abstract OptionalDouble of(RunDocument run, String operation);

  /** Whether it is about the mutex rather than about the whole request. */
  public boolean isHold() {
    return HOLD.contains(this);
  }

  private static long heldOffCpu(OffCpu offCpu) {
    return offCpu.heldAsleepNs() + offCpu.heldWantingCpuNs();
  }

  static @Nullable LedgerRow ledger(RunDocument run, String operation) {
    return run.ledger().stream()
        .filter(row -> row.operation().equals(operation) && row.count() >= FEWEST_REQUESTS)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Percentiles service(RunDocument run, String operation) {
    Operation found = find(run, operation);
    return found == null ? null : found.serviceNs();
  }

  private static @Nullable PerRequest perRequest(RunDocument run, String operation) {
    Operation found = find(run, operation);
    return found == null ? null : found.perRequest();
  }

  private static @Nullable Operation find(RunDocument run, String operation) {
    return run.operations().stream()
        .filter(each -> each.name().equals(operation) && each.count() >= FEWEST_REQUESTS)
        .findFirst()
        .orElse(null);
  }

  /** A logarithm needs more than nothing. */
  private static OptionalDouble positive(@Nullable Number measured) {
    double ns = measured == null ? 0 : measured.doubleValue();
    return ns > 0 ? OptionalDouble.of(ns) : OptionalDouble.empty();
  }
}
