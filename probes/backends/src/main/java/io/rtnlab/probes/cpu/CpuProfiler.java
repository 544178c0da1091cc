// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import one.profiler.AsyncProfiler;
import one.profiler.AsyncProfilerLoader;
import org.jspecify.annotations.Nullable;

/**
 * async-profiler at work on this process, one at a time. Its samples have whole stacks where
 * perf_event_open(2) lets the kernel be sampled; elsewhere timers sample Java and native frames
 * alone, which {@link #remark} says. The times in its file are nanoseconds of CLOCK_MONOTONIC.
 */
public final class CpuProfiler implements AutoCloseable {
  /** No divisor of the kernel's own tick, so that it does not always find the same work. */
  public static final Duration INTERVAL = Duration.ofNanos(4_999_000);

  /** What to sample by, best first, and what the ways behind the first lack. */
  private enum Way {
    KERNEL("cpu", ""),
    USER("cpu,alluser", "without kernel frames"),
    CTIMER("ctimer", "without kernel frames, by timers of each thread"),
    ITIMER("itimer", "without kernel frames, by one timer of the process");

    private final String arguments;
    private final String lacks;

    Way(String arguments, String lacks) {
      this.arguments = arguments;
      this.lacks = lacks;
    }

    private String event() {
      return arguments.split(",", 2)[0];
    }
  }

  private static @Nullable AsyncProfiler loaded;

  private final AsyncProfiler profiler;
  private final Way way;
  private final String remark;
  private final Path folder;
  private final Path file;
  private boolean open = true;

  private CpuProfiler(AsyncProfiler profiler, Way way, String remark, Path folder, Path file) {
    this.profiler = profiler;
    this.way = way;
    this.remark = remark;
    this.folder = folder;
    this.file = file;
  }

  /**
   * Starts to sample all threads of this process.
   *
   * @param file where the recording (JFR) goes, which must not exist, once this is closed
   * @param interval CPU time between two samples
   * @throws IOException where async-profiler does not run here, saying why and what to do
   */
  public static CpuProfiler start(Path file, Duration interval) throws IOException {
    AsyncProfiler profiler = load();
    // Not where the file will be: a comma in its path would end it for async-profiler.
    Path folder = Files.createTempDirectory("rtnlab-profile");
    List<String> refusals = new ArrayList<>();
    for (Way way : Way.values()) {
      try {
        profiler.execute(
            "start,event="
                + way.arguments
                + ",interval="
                + interval.toNanos()
                + ",clock=monotonic,jfr,file="
                + folder.resolve("cpu.jfr"));
        String remark =
            way == Way.KERNEL
                ? ""
                : "CPU samples are " + way.lacks + ": " + String.join("; ", refusals);
        return new CpuProfiler(profiler, way, remark, folder, file);
      } catch (IllegalArgumentException | IllegalStateException | IOException refused) {
        refusals.add(
            way.arguments + " was refused (" + String.valueOf(refused.getMessage()).strip() + ")");
      }
    }
    remove(folder);
    throw new IOException("async-profiler does not start: " + String.join("; ", refusals));
  }

  /** The library belongs to this process alone, and its file is gone once it is loaded. */
  private static synchronized AsyncProfiler load() throws IOException {
    AsyncProfiler before = loaded;
    if (before != null) {
      return before;
    }
    Path folder = Files.createTempDirectory("rtnlab-profiler");
    try {
      AsyncProfilerLoader.setExtractionDirectory(folder);
      AsyncProfiler profiler = Objects.requireNonNull(AsyncProfilerLoader.load());
      loaded = profiler;
      return profiler;
    } catch (RuntimeException | LinkageError refused) {
      throw new IOException(
          "async-profiler does not load ("
              + refused.getMessage()
              + "); it needs glibc or musl on x86-64 or arm64, and a folder for temporary files"
              + " that may hold programs: RTNLAB_JAVA_OPTS=-Djava.io.tmpdir=FOLDER names another",
          refused);
    } finally {
      remove(folder);
    }
  }

  /** The event that samples: {@code cpu}, {@code ctimer} or {@code itimer}. */
  public String event() {
    return way.event();
  }

  /** What its samples lack and why; empty where they lack nothing. */
  public String remark() {
    return remark;
  }

  /** Ends it without a recording, where that is not wanted. */
  public void discard() throws IOException {
    if (open) {
      open = false;
      try {
        profiler.stop();
      } finally {
        remove(folder);
      }
    }
  }

  /** Ends it and writes the recording. A second call does nothing. */
  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    try {
      profiler.stop();
      Files.move(folder.resolve("cpu.jfr"), file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException otherFileSystem) {
      Files.copy(folder.resolve("cpu.jfr"), file);
    } finally {
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
