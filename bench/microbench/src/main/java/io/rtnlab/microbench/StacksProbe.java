// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.probes.Availability;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.CaptureOptions.Stacks;
import io.rtnlab.probes.Probe;
import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.probes.bpf.HolderSampler;
import io.rtnlab.probes.cpu.CpuProfiler;
import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.stream.EventMerger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The probe bpf with more than a run has without {@code --flame}: what stacks and samples cost. */
final class StacksProbe implements Probe {
  private final BpfProbe probe = new BpfProbe();
  private final String name;
  private final Stacks stacks;
  private final boolean samples;

  private StacksProbe(String name, Stacks stacks, boolean samples) {
    this.name = name;
    this.stacks = stacks;
    this.samples = samples;
  }

  /** With the kernel stack of each of our own waits and releases, too. */
  static StacksProbe ofAllThreads() {
    return new StacksProbe("bpf+stacks", Stacks.OF_ALL, false);
  }

  /** With what {@code run --flame} adds: samples of running holders and of all CPU time. */
  static StacksProbe flame() {
    return new StacksProbe("bpf+flame", Stacks.OF_OTHERS, true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return probe.description();
  }

  @Override
  public Availability check() {
    return probe.check();
  }

  @Override
  public List<String> blindSpots() {
    return probe.blindSpots();
  }

  @Override
  public Capture open(CaptureOptions options) throws IOException {
    Capture capture = probe.open(options.with(stacks));
    if (!samples) {
      return capture;
    }
    try {
      Path folder = Files.createTempDirectory("rtnlab-bench");
      HolderSampler holders = HolderSampler.open(options.mutexAddress(), HolderSampler.PERIOD);
      CpuProfiler cpu = CpuProfiler.start(folder.resolve("cpu.jfr"), CpuProfiler.INTERVAL);
      return new Sampled(capture, holders, cpu, folder);
    } catch (IOException refused) {
      capture.close();
      throw refused;
    }
  }

  private record Sampled(Capture capture, HolderSampler holders, CpuProfiler cpu, Path folder)
      implements Capture {
    @Override
    public int poll(EventSink sink) {
      return capture.poll(sink) + holders.poll(sink);
    }

    @Override
    public void addTo(EventMerger merger) {
      capture.addTo(merger);
      holders.addTo(merger);
    }

    @Override
    public Statistics statistics() {
      return capture.statistics();
    }

    @Override
    public void close() {
      try {
        cpu.discard();
        Files.deleteIfExists(folder);
      } catch (IOException failed) {
        throw new IllegalStateException(failed);
      } finally {
        holders.close();
        capture.close();
      }
    }
  }
}
