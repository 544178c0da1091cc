// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import io.rtnlab.probes.recording.TraceDatHeader.CpuData;
import io.rtnlab.probes.tracebuffer.EventFormat;
import io.rtnlab.probes.tracebuffer.PageLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@code trace.dat} of trace-cmd(1), versions 6 and 7. */
final class TraceDat implements Recording {
  static final byte[] MAGIC = TraceDatHeader.MAGIC;

  /** Clocks that count nanoseconds (kernel/trace/trace.c, trace_clocks). */
  private static final Set<String> NANOSECONDS =
      Set.of("local", "global", "perf", "mono", "mono_raw", "boot", "tai");

  private static final String RTNL_MUTEX = " rtnl_mutex";
  private static final int LONGEST_SYMBOL_LINE = 64;

  private static final Set<String> NOT_COMMON_TO_ALL_CPUS = Set.of("local", "perf");

  /** Two instances that saw one event differ by as much as it takes to write it twice. */
  private static final long SAME_EVENT_NS = 20_000;

  /** Nothing is recorded for so long without a break. */
  private static final long LONGEST_SILENCE_NS = 366L * 24 * 3600 * 1_000_000_000;

  private final RecordedFile file;
  private final TraceDatHeader header;
  private final PageLayout layout;
  private final RecordedEvents.Formats formats;
  private final List<CpuData> cpus;
  private final List<String> remarks = new ArrayList<>();
  private final Callers callers;

  private TraceDat(RecordedFile file) throws IOException {
    this.file = file;
    header = TraceDatHeader.read(file);
    layout = layout(header);
    formats = formats(header);
    callers = new Callers(header);
    cpus = instances();
    checkClock(
        cpus.isEmpty() || cpus.getFirst().clock().isEmpty()
            ? header.clock
            : cpus.getFirst().clock());
    if (!formats.hasWakings()) {
      remarks.add("no sched:sched_waking was recorded: releases are not seen");
    }
  }

  static TraceDat open(RecordedFile file) throws IOException {
    try {
      return new TraceDat(file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static PageLayout layout(TraceDatHeader header) throws MalformedRecording {
    PageLayout layout;
    try {
      layout = PageLayout.parse(header.headerPage);
    } catch (IllegalArgumentException e) {
      throw new MalformedRecording("the recording is damaged: " + e.getMessage());
    }
    if (layout.timeStampOffset() + Long.BYTES > header.pageBytes
        || layout.commitOffset() + Long.BYTES > header.pageBytes
        || layout.dataOffset() >= header.pageBytes) {
      throw new MalformedRecording(
          "the recording is damaged: its page layout does not fit into pages of "
              + header.pageBytes
              + " bytes");
    }
    return layout;
  }

  private static RecordedEvents.Formats formats(TraceDatHeader header) throws MalformedRecording {
    EventFormat begin = header.formats.get("lock:contention_begin");
    EventFormat end = header.formats.get("lock:contention_end");
    if (begin == null || end == null) {
      throw new MalformedRecording(
          "this recording has no lock:contention_begin and contention_end; record with "
              + RECORDER);
    }
    try {
      return new RecordedEvents.Formats(
          begin,
          end,
          header.formats.get("sched:sched_waking"),
          header.formats.get("lock:contended_release"),
          header.formats.get("ftrace:kernel_stack"));
    } catch (IllegalArgumentException e) {
      throw new MalformedRecording("rtnlab cannot read this recording: " + e.getMessage());
    }
  }

  private void checkClock(String clock) throws MalformedRecording {
    if (clock.isEmpty()) {
      remarks.add("the file does not name its clock; nanoseconds are assumed");
    } else if (!NANOSECONDS.contains(clock)) {
      throw new MalformedRecording(
          "recorded by the clock " + clock + ", which counts no nanoseconds; record with -C mono");
    } else if (NOT_COMMON_TO_ALL_CPUS.contains(clock)) {
      remarks.add(
          "recorded by the clock "
              + clock
              + ", which is not quite the same on all CPUs: their order is uncertain; record with"
              + " -C mono");
    }
  }

  /** The parts of all instances that share a clock. */
  private List<CpuData> instances() throws IOException {
    Map<String, List<CpuData>> byInstance = new TreeMap<>();
    header.data.forEach(
        cpu -> byInstance.computeIfAbsent(cpu.instance(), _ -> new ArrayList<>()).add(cpu));
    if (clocks(header.data).size() > 1) {
      // Those without any lock event have no say.
      for (String instance : List.copyOf(byInstance.keySet())) {
        if (!holdsLockEvents(byInstance.get(instance))) {
          byInstance.remove(instance);
        }
      }
    }
    List<CpuData> merged = byInstance.values().stream().flatMap(List::stream).toList();
    if (clocks(merged).size() > 1) {
      throw new MalformedRecording(
          "its tracing instances were recorded by different clocks ("
              + String.join(", ", clocks(merged))
              + "), so that their events have no order; record with one clock, -C mono, for all");
    }
    if (byInstance.size() > 1) {
      remarks.add(
          "merged from %d tracing instances: %s"
              .formatted(
                  byInstance.size(),
                  String.join(
                      ", ",
                      byInstance.keySet().stream()
                          .map(name -> name.isEmpty() ? "the top one" : name)
                          .toList())));
    }
    return merged;
  }

  private Set<String> clocks(List<CpuData> data) {
    Set<String> clocks = new TreeSet<>();
    data.forEach(cpu -> clocks.add(cpu.clock().isEmpty() ? header.clock : cpu.clock()));
    return clocks;
  }

  private boolean holdsLockEvents(@Nullable List<CpuData> data) throws IOException {
    Inflation inflation = header.inflation();
    for (CpuData cpu : data == null ? List.<CpuData>of() : data) {
      if (events(cpu, inflation, new ThreadComms("")).advance()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String writer() {
    return "trace-cmd"
        + (header.recorder.isEmpty() ? "" : " " + header.recorder)
        + ", trace.dat version "
        + header.version
        + (header.clock.isEmpty() ? "" : ", clock " + header.clock);
  }

  @Override
  public Optional<String> kernel() {
    return header.kernel.isEmpty() ? Optional.empty() : Optional.of(header.kernel);
  }

  @Override
  public OptionalLong listedMutex() throws IOException {
    Optional<FileBytes> symbols = header.kallsyms();
    if (symbols.isPresent()) {
      TextLines lines = new TextLines(symbols.get().stream(), ReadProgress.NONE);
      while (lines.next()) {
        int length = lines.to() - lines.from();
        if (length > RTNL_MUTEX.length() && length <= LONGEST_SYMBOL_LINE) {
          String line =
              new String(lines.bytes(), lines.from(), length, StandardCharsets.ISO_8859_1);
          if (line.endsWith(RTNL_MUTEX) && line.matches("[0-9a-f]{1,16} .*")) {
            long address = Long.parseUnsignedLong(line, 0, line.indexOf(' '), 16);
            if (address != 0) {
              return OptionalLong.of(address);
            }
          }
        }
      }
    }
    return OptionalLong.empty();
  }

  @Override
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  @Override
  public void read(Consumer<RecordedEvent> sink) throws IOException {
    ThreadComms comms = new ThreadComms(header.commandLines);
    Inflation inflation = header.inflation();
    PriorityQueue<RecordedEvents> heads =
        new PriorityQueue<>(Comparator.comparingLong(RecordedEvents::nextNs));
    List<RecordedEvents> all = new ArrayList<>();
    for (CpuData cpu : cpus) {
      RecordedEvents events = events(cpu, inflation, comms);
      all.add(events);
      if (events.advance()) {
        heads.add(events);
      }
    }
    boolean several = cpus.stream().map(CpuData::instance).distinct().count() > 1;
    Once once = new Once(SAME_EVENT_NS);
    long lastNs = heads.isEmpty() ? 0 : heads.element().nextNs();
    while (!heads.isEmpty()) {
      RecordedEvents first = heads.remove();
      long timeNs = first.nextNs();
      if (timeNs - lastNs > LONGEST_SILENCE_NS) {
        throw new MalformedRecording(
            "the recording is damaged: from one event to the next %d days pass"
                .formatted((timeNs - lastNs) / (24L * 3600 * 1_000_000_000)));
      }
      lastNs = timeNs;
      RecordedEvent event = first.take();
      if (!several || once.isNew(event, first.instance())) {
        sink.accept(event);
      }
      if (first.advance()) {
        heads.add(first);
      }
    }
    remark(all.stream().mapToLong(RecordedEvents::implausible).sum());
  }

  private void remark(long implausible) {
    String damage =
        String.format(
            Locale.ROOT,
            "the recording is damaged: %,d of its events or pages hold what no kernel writes; the"
                + " figures are uncertain",
            implausible);
    if (implausible > 0 && !remarks.contains(damage)) {
      remarks.add(damage);
    }
  }

  private RecordedEvents events(CpuData cpu, Inflation inflation, ThreadComms comms)
      throws IOException {
    String whose = "CPU " + cpu.cpu();
    // libtracecmd before 1.8 does not count the number of parts that stands in front of them.
    long uncounted = inflation.isNeeded() ? Integer.BYTES : 0;
    long size = Math.min(cpu.size() + uncounted, file.size() - cpu.offset());
    FileBytes data = new FileBytes("the events of " + whose, file, cpu.offset(), size);
    return new RecordedEvents(
        cpu.instance(),
        new RecordedPages(inflation, header.pageBytes, whose, data),
        layout,
        formats,
        comms,
        callers);
  }

  @Override
  public void close() {
    file.close();
  }
}
