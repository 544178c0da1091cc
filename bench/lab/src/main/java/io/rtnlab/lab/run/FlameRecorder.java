// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.lab.fingerprint.FingerprintReader;
import io.rtnlab.probes.address.RtnlAddress;
import io.rtnlab.probes.bpf.HolderSampler;
import io.rtnlab.probes.cpu.CpuProfiler;
import io.rtnlab.probes.stream.EventMerger;
import io.rtnlab.results.Fingerprint;
import io.rtnlab.results.FlameDocument;
import io.rtnlab.results.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --flame} adds to a run: samples of this process's CPU time, and of the threads that
 * run with the mutex while others wait. What does not open is left out and said.
 */
final class FlameRecorder implements AutoCloseable {
  private final RunFolder folder;
  private final @Nullable HolderSampler holders;
  private final @Nullable CpuProfiler cpu;
  private final FlameDocument document;
  private boolean finished;

  private FlameRecorder(
      RunFolder folder,
      @Nullable HolderSampler holders,
      @Nullable CpuProfiler cpu,
      FlameDocument document) {
    this.folder = folder;
    this.holders = holders;
    this.cpu = cpu;
    this.document = document;
  }

  /**
   * Tries what sampling costs a request here, then samples.
   *
   * @param mutex null where no probe knows it: then holders are not sampled
   */
  static FlameRecorder open(@Nullable RtnlAddress mutex, RunFolder folder) throws IOException {
    List<String> remarks = new ArrayList<>();
    HolderSampler holders = holders(mutex, remarks);
    if (holders != null) {
      holders.close(); // the trial opens and closes its own
    }
    boolean sampleHolders = holders != null;
    CpuProfiler cpu = cpu(folder.cpuProfile(), remarks);
    if (cpu != null) {
      cpu.discard();
    }
    boolean sampleCpu = cpu != null;
    FlameDocument.Cost cost = null;
    if (Fingerprint.isEmulation(FingerprintReader.accelerator())) {
      remarks.add("what sampling costs was not tried: that takes minutes under emulation");
    } else if (sampleHolders || sampleCpu) {
      try {
        CostTrial.Cost tried =
            CostTrial.of(
                () ->
                    new Sampling(
                        sampleHolders ? holders(mutex, new ArrayList<>()) : null,
                        sampleCpu ? cpu(folder.cpuProfile(), new ArrayList<>()) : null));
        cost = new FlameDocument.Cost(tried.ratio(), tried.low(), tried.high(), CostTrial.PAIRS);
      } catch (IOException failed) {
        remarks.add("what sampling costs could not be tried: " + failed.getMessage());
      }
    }
    HolderSampler sampler = sampleHolders ? holders(mutex, remarks) : null;
    CpuProfiler profiler = null;
    try {
      profiler = sampleCpu ? cpu(folder.cpuProfile(), new ArrayList<>()) : null;
    } finally {
      if (profiler == null && sampleCpu && sampler != null) {
        sampler.close();
      }
    }
    return new FlameRecorder(
        folder,
        sampler,
        profiler,
        new FlameDocument(
            FlameDocument.SCHEMA,
            profiler == null ? null : profiler.event(),
            CpuProfiler.INTERVAL.toNanos(),
            sampler == null ? null : HolderSampler.PERIOD.toNanos(),
            remarks,
            cost));
  }

  /** The samplers that the cost trial attaches together. */
  private record Sampling(@Nullable HolderSampler holders, @Nullable CpuProfiler cpu)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (holders != null) {
        holders.close();
      }
      if (cpu != null) {
        cpu.discard();
      }
    }
  }

  private static @Nullable HolderSampler holders(
      @Nullable RtnlAddress mutex, List<String> remarks) {
    if (mutex == null) {
      remarks.add("running holders are not sampled: no probe knows the mutex");
      return null;
    }
    try {
      return HolderSampler.open(mutex.address(), HolderSampler.PERIOD);
    } catch (IOException refused) {
      remarks.add("running holders are not sampled: " + refused.getMessage());
      return null;
    }
  }

  private static @Nullable CpuProfiler cpu(Path file, List<String> remarks) {
    try {
      CpuProfiler cpu = CpuProfiler.start(file, CpuProfiler.INTERVAL);
      if (!cpu.remark().isEmpty()) {
        remarks.add(cpu.remark());
      }
      return cpu;
    } catch (IOException refused) {
      remarks.add("no CPU graph: " + refused.getMessage());
      return null;
    }
  }

  /** Lets a merger read the samples of holders. */
  void addTo(EventMerger merger) {
    if (holders != null) {
      holders.addTo(merger);
    }
  }

  /** Ends the CPU samples, once the load has ended, and writes down what sampled. */
  void finish() throws IOException {
    finished = true;
    if (cpu != null) {
      cpu.close();
    }
    folder.write(document);
  }

  /** Stops sampling; of a run that failed no recording stays. */
  @Override
  public void close() throws IOException {
    if (holders != null) {
      holders.close();
    }
    if (cpu != null && !finished) {
      cpu.discard();
      Files.deleteIfExists(folder.cpuProfile());
    }
  }
}
