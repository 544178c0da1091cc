// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Engine;
import io.rtnlab.engine.Labels;
import io.rtnlab.engine.RunResult;
import io.rtnlab.engine.SpanRing;
import io.rtnlab.engine.WorkerException;
import io.rtnlab.lab.fingerprint.StealTime;
import io.rtnlab.lab.job.GroupText;
import io.rtnlab.lab.run.Backends.Backend;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.address.RtnlAddress;
import io.rtnlab.probes.attribution.WaitObserver;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.probes.stream.EventWriter;
import io.rtnlab.results.NewFiles;
import io.rtnlab.results.OtherCounts;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One run from its settings to its document.
 *
 * <pre>
 *  prepare   choose the probe, learn the mutex's address, put the load together
 *  execute   set up namespaces → listen → warm-up → measure → count → take back → count → document
 * </pre>
 */
public final class LabRun implements AutoCloseable {
  private final RunSettings settings;
  private final RunFolder folder;
  private final ProbeSelection selection;
  private final Load load;
  private final LoadedModules modules;
  private final List<SpanRing> rings;
  private final Engine engine;
  private volatile @Nullable Collector collector;
  private volatile String stage = "";
  private final Unwritten unwritten = new Unwritten();
  private boolean sampled;

  private LabRun(
      RunSettings settings,
      RunFolder folder,
      ProbeSelection selection,
      Load load,
      LoadedModules modules) {
    this.modules = modules;
    this.settings = settings;
    this.folder = folder;
    this.selection = selection;
    this.load = load;
    rings =
        IntStream.range(0, settings.asked().threads())
            .mapToObj(worker -> SpanRing.oneOf(settings.asked().threads()))
            .toList();
    engine = new Engine(load.plan(), load.source(), load.workers(), rings::get);
  }

  /**
   * Finds out whether this run can be, and removes what a killed one left.
   *
   * @throws IllegalArgumentException where the settings make no sense, saying what would
   * @throws IOException where the kernel refuses what was asked for
   */
  public static LabRun prepare(RunSettings settings, RunFolder folder) throws IOException {
    Backends.recover();
    List<String> remarks = new ArrayList<>();
    KernelModules modules = KernelModules.now();
    String permitted = settings.modules().allowed(settings.mix().toString(), modules, remarks);
    RunSettings allowed =
        settings.withMix(
            MissingDrivers.leaveOut(
                permitted, Bridges.named(settings.asked().bridge()), modules, remarks));
    settings.groups().forEach(group -> remarks.add("group " + GroupText.of(group, group.mix())));
    Load load = Load.of(allowed);
    MemoryNeeds.requireHeap(load.plan());
    MemoryNeeds.requireProbeBuffer(settings.probe().bufferBytes());
    return new LabRun(
        allowed,
        folder,
        ProbeSelection.choose(settings.probe().names(), settings.probe().looks()),
        load,
        new LoadedModules(modules, remarks));
  }

  /** Has {@link #execute} sample the CPU and running holders, for flame graphs. */
  public void sample() {
    sampled = true;
  }

  /**
   * Runs, and writes everything but the document itself, as far as {@link #unwritten} does not say
   * otherwise.
   */
  public RunDocument execute() throws IOException, InterruptedException {
    Instant startedAt = Instant.now();
    stage = "making namespaces, links and routes";
    StealTime stealBefore = StealTime.now();
    try {
      engine.prepare();
    } catch (WorkerException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
    stage = "";
    try (Capture capture = listen();
        ProgramMeter meter = ProgramMeter.start(capture);
        CrossCheck others = capture == null ? null : countOtherwise();
        RunAudit audit = capture == null ? null : audit();
        FunctionMeter functions =
            settings.probe().functions() ? FunctionMeter.start(engine, settings) : null;
        FlameRecorder flame = sampled ? openFlame() : null;
        SegmentsFile segments =
            settings.probe().keepSegments() ? SegmentsFile.create(folder.path()) : null) {
      Collector collecting =
          new Collector(
              engine,
              rings,
              capture,
              meter,
              others,
              audit,
              functions,
              flame,
              observer(audit, segments),
              capabilities(),
              new EventWriter(
                  NewFiles.file(folder.events()), engine.labels().spans(), capabilities()));
      collector = collecting;
      RunResult result;
      Collector.Collected collected;
      try (collecting;
          LatencySeries latencies = new LatencySeries(engine, folder.latencyLog())) {
        engine.whenWarm(collecting::endMetering);
        engine.begin();
        result = await();
        if (flame != null) {
          unwritten.attempt(flame::finish);
        }
        collected = collecting.finish();
        unwritten.attempt(() -> latencies.finish(result));
        unwritten.attempt(collecting::requireWholeEvents);
      }
      if (segments != null) {
        unwritten.attempt(segments::finish);
      }
      Capture.Statistics kernel = capture == null ? null : capture.statistics();
      OtherCounts otherCounts = others == null ? null : others.counts();
      return new DocumentBuilder(
              settings, selection, load, engine.labels(), startedAt, modules.settle())
          .build(
              result,
              collected,
              kernel,
              collecting,
              meter == null ? null : meter.programs(),
              functions,
              otherCounts,
              audit == null
                  ? null
                  : audit.document(
                      engine::isMeasured,
                      collected.ledger(),
                      others == null ? null : others.recordedHolds()),
              stealBefore);
    }
  }

  /** What could not be written. Once {@link #execute} has ended. */
  public Unwritten unwritten() {
    return unwritten;
  }

  private FlameRecorder openFlame() throws IOException {
    stage = "trying what --flame costs a request";
    try {
      return FlameRecorder.open(selection.mutex(), folder);
    } finally {
      stage = "";
    }
  }

  private RunResult await() throws IOException, InterruptedException {
    try {
      return engine.await();
    } catch (WorkerException failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }

  private ProbeCapabilities capabilities() {
    Backend backend = selection.backend();
    return backend == null ? ProbeCapabilities.CONTENTION : backend.probe().capabilities();
  }

  private @Nullable Capture listen() throws IOException {
    Backend backend = selection.backend();
    RtnlAddress mutex = selection.mutex();
    if (backend == null || mutex == null) {
      return null;
    }
    return backend.probe().open(options(mutex));
  }

  private @Nullable CrossCheck countOtherwise() throws IOException {
    Backend backend = selection.backend();
    RtnlAddress mutex = selection.mutex();
    return backend == null || mutex == null || !CrossCheck.any(selection.others())
        ? null
        : new CrossCheck(backend.probe(), selection.others(), options(mutex));
  }

  private static WaitObserver observer(@Nullable RunAudit audit, @Nullable SegmentsFile segments) {
    WaitObserver judge = audit == null ? WaitObserver.NONE : audit.segments();
    if (segments == null) {
      return judge;
    }
    return audit == null ? segments : WaitObserver.both(judge, segments);
  }

  private @Nullable RunAudit audit() throws IOException {
    RtnlAddress mutex = selection.mutex();
    if (!settings.probe().audit() || mutex == null) {
      return null;
    }
    boolean exact =
        selection.others().stream().anyMatch(other -> other.probe().seesEveryAcquisition());
    return RunAudit.open(mutex.address(), exact ? holdersInTruth() : null);
  }

  private HoldersInTruth holdersInTruth() {
    Labels labels = engine.labels();
    List<String> spans = labels.spans();
    return new HoldersInTruth(
        spans,
        IntStream.range(0, spans.size())
            .mapToObj(span -> labels.names().get(labels.labelOf(span)))
            .toList(),
        engine::isMeasured);
  }

  private CaptureOptions options(RtnlAddress mutex) {
    Integer buffer = settings.probe().bufferBytes();
    return new CaptureOptions(
        mutex.address(),
        buffer == null ? CaptureOptions.DEFAULT_BUFFER_BYTES : buffer,
        CaptureOptions.Stacks.OF_OTHERS);
  }

  /** Ends the measured part now; {@link #execute} then gives what there is. For any thread. */
  public void stop() {
    engine.stop();
  }

  /** How far it is, in one line; empty where there is nothing to say. For any thread. */
  public String progress() {
    Collector collecting = collector;
    return collecting == null ? stage : ProgressLine.of(settings, engine, collecting);
  }

  /** Stops and takes everything back, whatever became of it. */
  @Override
  public void close() {
    engine.close();
    load.close();
    List<String> _ = modules.settle();
  }
}
