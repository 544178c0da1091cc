// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.flame;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.stream.EventReader;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.trace.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * The CPU graph: where the run's own process spent its CPU time, by operation. async-profiler's
 * samples say which thread ran and where, the run's events which request that thread was at.
 *
 * <pre>
 *  operation ; Java frames ; native frames ; kernel frames
 *  [between requests] ; …      workers outside their requests
 *  [other threads] ; name ; …  collector, compiler, garbage collector
 * </pre>
 *
 * Frames carry async-profiler's suffixes: _[j] compiled, _[i] inlined, _[0] interpreted, _[k]
 * kernel. Weights are nanoseconds of CPU: the number of samples by their interval.
 */
public final class CpuStacks {
  static final String BETWEEN = "[between requests]";
  static final String OTHERS = "[other threads]";

  /** The address in a hidden class's name, another one in each run. */
  private static final Pattern HIDDEN = Pattern.compile("[./+]0x[0-9a-f]+$");

  private static final String SAMPLE = "jdk.ExecutionSample";

  private record Sample(long timeNs, List<String> frames) {}

  private final Stacks stacks = new Stacks();
  private final Map<Integer, Deque<Sample>> pending = new HashMap<>();
  private final Map<Integer, String> threads = new HashMap<>();
  private final Map<String, Map<String, Long>> javaStacks = new TreeMap<>();
  private final long intervalNs;
  private long samples;
  private long withKernelFrames;

  private CpuStacks(long intervalNs) {
    this.intervalNs = intervalNs;
  }

  /** Whether the run has what the graph is made of. */
  public static boolean has(RunFolder folder) {
    return Files.isRegularFile(folder.cpuProfile()) && Files.isRegularFile(folder.events());
  }

  /**
   * Reads the samples of the measured phase.
   *
   * @throws IOException where a file of the run is missing or damaged
   */
  public static CpuStacks of(RunFolder folder) throws IOException {
    if (!has(folder)) {
      throw new IOException(
          folder.path() + " has no CPU samples: run it again with rtnlab run --flame");
    }
    RunDocument run = folder.read();
    CpuStacks cpu = new CpuStacks(folder.readFlame().cpuIntervalNs());
    cpu.read(folder.cpuProfile(), Replay.measured(run));
    cpu.assign(folder.events());
    return cpu;
  }

  public Stacks stacks() {
    return stacks;
  }

  /** How many samples the graph is made of. */
  public long samples() {
    return samples;
  }

  /** How many of them reach into the kernel. */
  public long withKernelFrames() {
    return withKernelFrames;
  }

  /**
   * The Java and native frames through which an operation most often entered the kernel, outermost
   * first; empty where no sample shows that.
   */
  public List<String> wayIntoKernel(String operation) {
    return javaStacks.getOrDefault(operation, Map.of()).entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(most -> List.of(most.getKey().split(";", -1)))
        .orElse(List.of());
  }

  private void read(Path recording, LongPredicate measured) throws IOException {
    Map<Integer, List<Sample>> byThread = new HashMap<>();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (!event.getEventType().getName().equals(SAMPLE)) {
          continue;
        }
        RecordedThread thread = event.getThread("sampledThread");
        // As recorded, in ticks: with clock=monotonic these are nanoseconds of CLOCK_MONOTONIC.
        long timeNs = event.getLong("startTime");
        if (thread == null || !measured.test(timeNs)) {
          continue;
        }
        int id = (int) thread.getOSThreadId();
        String name = thread.getJavaName();
        threads.putIfAbsent(id, name == null ? String.valueOf(thread.getOSName()) : name);
        byThread
            .computeIfAbsent(id, _ -> new ArrayList<>())
            .add(new Sample(timeNs, frames(event.getStackTrace())));
      }
    } catch (RuntimeException damaged) {
      throw new IOException(recording + " is damaged: " + damaged.getMessage(), damaged);
    }
    byThread.forEach(
        (thread, list) -> {
          list.sort(Comparator.comparingLong(Sample::timeNs));
          pending.put(thread, new ArrayDeque<>(list));
        });
  }

  private void assign(Path file) throws IOException {
    try (EventReader events = EventReader.open(file)) {
      List<String> operations = events.operations();
      Map<Integer, Boolean> workers = new HashMap<>();
      EventReader.Ending _ =
          events.readAll(
              event -> {
                switch (event) {
                  case LockEvent.RequestBegin e -> {
                    workers.put(e.thread(), true);
                    take(e.thread(), e.timeNs(), BETWEEN);
                  }
                  case LockEvent.RequestEnd e ->
                      take(e.thread(), e.timeNs(), operations.get(e.operation()));
                  default -> {
                    // begins and ends no request
                  }
                }
              });
      pending.forEach(
          (thread, rest) ->
              rest.forEach(
                  sample ->
                      add(
                          workers.containsKey(thread)
                              ? List.of(BETWEEN)
                              : List.of(OTHERS, threads.getOrDefault(thread, "thread " + thread)),
                          sample)));
    }
  }

  private void take(int thread, long untilNs, String what) {
    Deque<Sample> samples = pending.get(thread);
    while (samples != null && !samples.isEmpty() && samples.getFirst().timeNs() <= untilNs) {
      add(List.of(what), samples.removeFirst());
    }
  }

  private void add(List<String> root, Sample sample) {
    List<String> frames = new ArrayList<>(root);
    frames.addAll(sample.frames());
    stacks.add(frames, intervalNs);
    samples++;
    int kernel = firstKernelFrame(sample.frames());
    if (kernel < sample.frames().size()) {
      withKernelFrames++;
      javaStacks
          .computeIfAbsent(root.getFirst(), _ -> new TreeMap<>())
          .merge(String.join(";", sample.frames().subList(0, kernel)), 1L, Long::sum);
    }
  }

  private static int firstKernelFrame(List<String> frames) {
    for (int i = 0; i < frames.size(); i++) {
      if (frames.get(i).endsWith("_[k]")) {
        return i;
      }
    }
    return frames.size();
  }

  /** Outermost first. */
  private static List<String> frames(@Nullable RecordedStackTrace stack) {
    if (stack == null) {
      return List.of("[no stack]");
    }
    List<String> frames = new ArrayList<>();
    for (RecordedFrame frame : stack.getFrames().reversed()) {
      RecordedMethod method = frame.getMethod();
      String type = frame.getType();
      String name = method.getName();
      frames.add(
          switch (type) {
            case "Kernel" -> name + "_[k]";
            case "Native", "C++" -> name;
            default ->
                HIDDEN.matcher(method.getType().getName()).replaceFirst("")
                    + "."
                    + name
                    + suffix(type);
          });
    }
    return frames;
  }

  private static String suffix(String type) {
    return switch (type) {
      case "Inlined" -> "_[i]";
      case "Interpreted" -> "_[0]";
      default -> "_[j]";
    };
  }
}
