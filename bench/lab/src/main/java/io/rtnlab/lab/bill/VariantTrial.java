// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import io.rtnlab.engine.Operation;
import io.rtnlab.lab.run.Bridges;
import io.rtnlab.results.bill.CheaperWay.Tried;
import io.rtnlab.results.statistics.Estimate;
import io.rtnlab.results.statistics.Interval;
import io.rtnlab.results.statistics.SignedRank;
import io.rtnlab.workloads.Catalogue;
import io.rtnlab.workloads.WholeHost;
import io.rtnlab.workloads.base.WorkerNamespaces;
import io.rtnlab.workloads.base.Workload;
import io.rtnlab.workloads.base.WorkloadOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Tries two ways to ask for the same, in turns, in namespaces of their own: CPU time of one
 * request, mostly the kernel's.
 */
final class VariantTrial {
  private static final int ROUNDS = 9;
  private static final double CONFIDENCE = 0.95;
  private static final int WARM_UP = 4;
  private static final long BLOCK_NS = 30_000_000;
  private static final int NO_NAMESPACES = 1;
  private static final ThreadMXBean CPU_TIME = ManagementFactory.getThreadMXBean();

  /** What lists functions, of links that have none, and the same of a simulated card's. */
  private static final CheaperWays.Variants WITHOUT_FUNCTIONS =
      new CheaperWays.Variants("link-dump-vf", "link-dump");

  private static final CheaperWays.Variants WITH_FUNCTIONS =
      new CheaperWays.Variants("netdevsim-dump-vf", "netdevsim-dump");

  /** Where netdevsim makes devices, if the kernel has it now. */
  private static final Path SIMULATOR = Path.of("/sys/bus/netdevsim/new_device");

  private VariantTrial() {}

  /**
   * Tries both. Where a card with functions may be simulated, what lists functions is tried with
   * one: links without any have nothing to save.
   *
   * @throws IOException where one of them does not work here
   */
  static Tried of(CheaperWays.Variants variants) throws IOException {
    return variants.equals(WITHOUT_FUNCTIONS) && isSimulated()
        ? tried(WITH_FUNCTIONS)
        : tried(variants);
  }

  private static boolean isSimulated() {
    Workload workload = Catalogue.named(WITH_FUNCTIONS.costly());
    return WholeHost.whyNot(workload).isEmpty() && Files.exists(SIMULATOR);
  }

  private static Tried tried(CheaperWays.Variants variants) throws IOException {
    double[] costly = new double[ROUNDS];
    double[] cheap = new double[ROUNDS];
    try (Variant first = Variant.open(variants.costly());
        Variant second = Variant.open(variants.cheap())) {
      for (int round = 0; round < WARM_UP; round++) { // compilers and caches
        double _ = first.cpuNsPerRequest() + second.cpuNsPerRequest();
      }
      for (int round = 0; round < ROUNDS; round++) {
        boolean costlyFirst = round % 2 == 0;
        cheap[round] = costlyFirst ? 0 : second.cpuNsPerRequest();
        costly[round] = first.cpuNsPerRequest();
        cheap[round] = costlyFirst ? second.cpuNsPerRequest() : cheap[round];
      }
    }
    return tried(variants, costly, cheap);
  }

  /** Rounds in pairs: medians of each alone would differ by what the machine did meanwhile. */
  static Tried tried(CheaperWays.Variants variants, double[] costly, double[] cheap) {
    double[] shares = new double[ROUNDS];
    Arrays.setAll(shares, round -> 1 - cheap[round] / costly[round]);
    Estimate saved = SignedRank.estimate(shares, CONFIDENCE);
    Interval interval = Objects.requireNonNull(saved.interval(), "so many rounds have one");
    Arrays.sort(costly);
    double costlyNs = costly[ROUNDS / 2];
    return new Tried(
        variants.costly(),
        variants.cheap(),
        Math.round(costlyNs),
        Math.round(costlyNs * (1 - saved.value())),
        saved.value(),
        interval.low(),
        interval.high());
  }

  /** One operation, prepared, on a thread in a namespace of its own. */
  private static final class Variant implements AutoCloseable {
    private final WorkerNamespaces namespaces;
    private final ExecutorService thread;
    private final Operation operation;

    /** Messages of one request. */
    private final int batch;

    private Variant(
        WorkerNamespaces namespaces, ExecutorService thread, Operation operation, int batch) {
      this.batch = batch;
      this.namespaces = namespaces;
      this.thread = thread;
      this.operation = operation;
    }

    static Variant open(String words) throws IOException {
      String name = words.split(" ", -1)[0];
      int batch = words.endsWith("--batch 64") ? 64 : 1;
      WorkloadOptions options =
          WorkloadOptions.DEFAULT
              .withLiveRoutes(64)
              .withTeardownEvery(NO_NAMESPACES)
              .withBatch(batch)
              .withNextHopId(words.endsWith("--next-hop"));
      WorkerNamespaces namespaces = WorkerNamespaces.ownEach(1);
      ExecutorService thread =
          Executors.newSingleThreadExecutor(Thread.ofPlatform().name("variant").factory());
      try {
        Operation operation =
            Catalogue.source(Bridges.named("ffm"), options, 1, false).create(name, 0);
        Variant variant = new Variant(namespaces, thread, operation, batch);
        variant.on(
            () -> {
              int _ = namespaces.enter(0);
              operation.prepare();
              return 0.0;
            });
        return variant;
      } catch (IOException | RuntimeException failed) {
        thread.shutdown();
        namespaces.close();
        throw failed;
      }
    }

    double cpuNsPerRequest() throws IOException {
      return on(this::measure);
    }

    private double measure() throws Exception {
      long endNs = System.nanoTime() + BLOCK_NS;
      long beforeNs = CPU_TIME.getCurrentThreadCpuTime();
      long requests = 0;
      do {
        int result = operation.execute();
        if (result < 0) {
          throw new IOException("it fails here with errno " + -result);
        }
        requests++;
        for (Operation.FollowUp followUp : operation.followUps()) {
          if (followUp.due()) {
            int _ = followUp.execute();
          }
        }
      } while (System.nanoTime() < endNs);
      return (double) (CPU_TIME.getCurrentThreadCpuTime() - beforeNs) / requests / batch;
    }

    private double on(Callable<Double> work) throws IOException {
      try {
        return thread.submit(work).get();
      } catch (ExecutionException failed) {
        Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
        throw new IOException(String.valueOf(cause.getMessage()), cause);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", interrupted);
      }
    }

    @Override
    public void close() {
      try {
        double _ =
            on(
                () -> {
                  operation.close();
                  return 0.0;
                });
      } catch (IOException alreadyGone) {
        // the namespace takes it along
      }
      thread.shutdown();
      namespaces.close();
    }
  }
}
