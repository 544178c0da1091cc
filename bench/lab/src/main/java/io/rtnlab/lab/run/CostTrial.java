// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Operation;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.Probe;
import io.rtnlab.workloads.Catalogue;
import io.rtnlab.workloads.base.WorkerNamespaces;
import io.rtnlab.workloads.base.WorkloadOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a probe costs a request on this host: one thread inserts and deletes routes in a namespace
 * of its own for about half a second, in short blocks with the probe attached and without it, two
 * by two, which of the two comes first by chance. The outcome is CPU time per request, the kernel's
 * part and the probe's in it; what the machine does besides, it does to both.
 */
final class CostTrial {
  static final int PAIRS = 9;
  private static final long BLOCK_NS = 28_000_000;
  private static final int ROUTES = 64;

  /** This load makes none, so none is watched. */
  private static final int NO_NAMESPACES = 1;

  private static final ThreadMXBean CPU_TIME = ManagementFactory.getThreadMXBean();

  private final Operation operation;
  private final Attachment attachment;

  private CostTrial(Operation operation, Attachment attachment) {
    this.operation = operation;
    this.attachment = attachment;
  }

  /** Attaches what is tried; closing it detaches. */
  @FunctionalInterface
  interface Attachment {
    AutoCloseable attach() throws IOException;
  }

  /**
   * CPU time per request with a backend, divided by that without.
   *
   * @param ratio median over all pairs
   * @param low second lowest, {@code high} second highest: 96 % confidence for nine pairs
   */
  record Cost(double ratio, double low, double high) {
    static Cost of(double[] ratios) {
      double[] sorted = ratios.clone();
      Arrays.sort(sorted);
      int last = sorted.length - 1;
      return new Cost(
          sorted[sorted.length / 2], sorted[Math.min(1, last)], sorted[Math.max(0, last - 1)]);
    }
  }

  /**
   * Tries a backend.
   *
   * @param mutex address of {@code rtnl_mutex}
   * @throws IOException where the backend or the load does not open
   */
  static Cost of(Probe probe, long mutex) throws IOException {
    return of(() -> probe.open(CaptureOptions.of(mutex)));
  }

  /**
   * Tries anything that can be attached and detached.
   *
   * @throws IOException where it, or the load, does not open
   */
  static Cost of(Attachment attachment) throws IOException {
    try (WorkerNamespaces namespaces = WorkerNamespaces.ownEach(1);
        ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("cost-trial").factory())) {
      return thread
          .submit(
              () -> {
                int _ = namespaces.enter(0);
                try (Operation operation = routes()) {
                  operation.prepare();
                  return new CostTrial(operation, attachment).measure();
                }
              })
          .get();
    } catch (ExecutionException failed) {
      Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
      throw new IOException(String.valueOf(cause.getMessage()), cause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private static Operation routes() {
    WorkloadOptions options =
        WorkloadOptions.DEFAULT
            .withLiveRoutes(ROUTES)
            .withLinks(1)
            .withTeardownEvery(NO_NAMESPACES);
    return Catalogue.source(Bridges.named("ffm"), options, 1, false).create("route-insert", 0);
  }

  private Cost measure() throws Exception {
    double _ = attached(); // the first has cold caches, and loads what is loaded once
    double _ = cpuNsPerRequest();
    SplittableRandom random = new SplittableRandom();
    double[] ratios = new double[PAIRS];
    for (int pair = 0; pair < PAIRS; pair++) {
      boolean attachedFirst = random.nextBoolean();
      double first = attachedFirst ? attached() : cpuNsPerRequest();
      double second = attachedFirst ? cpuNsPerRequest() : attached();
      ratios[pair] = attachedFirst ? first / second : second / first;
    }
    return Cost.of(ratios);
  }

  private double attached() throws Exception {
    try (AutoCloseable _ = attachment.attach()) {
      return cpuNsPerRequest();
    }
  }

  private double cpuNsPerRequest() throws Exception {
    long endNs = System.nanoTime() + BLOCK_NS;
    long beforeNs = CPU_TIME.getCurrentThreadCpuTime();
    long requests = 0;
    do {
      int _ = operation.execute();
      requests++;
      for (Operation.FollowUp followUp : operation.followUps()) {
        if (followUp.due()) {
          int _ = followUp.execute();
          requests++;
        }
      }
    } while (System.nanoTime() < endNs);
    return (double) (CPU_TIME.getCurrentThreadCpuTime() - beforeNs) / requests;
  }
}
