package io.rtnlab.probes.recording;

import io.rtnlab.probes.recording.TraceDatHeader.CpuData;
import io.rtnlab.probes.tracebuffer.EventFormat;
import io.rtnlab.probes.tracebuffer.PageLayout;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;

/** A {@code trace.dat} of trace-cmd(1), versions 6 and 7. */
final class TraceDat implements Recording {
  static final byte[] MAGIC = TraceDatHeader.MAGIC;

  /** Clocks that count nanoseconds (kernel/trace/trace.c, trace_clocks). */
  private static final Set<String> NANOSECONDS =
      Set.of("local", "global", "perf", "mono", "mono_raw", "boot", "tai");

  private static final Set<String> NOT_COMMON_TO_ALL_CPUS = Set.of("local", "perf");

  private final Arena arena;
  private final MemorySegment file;
  private final TraceDatHeader header;
  private final PageLayout layout;
  private final RecordedEvents.Formats formats;
  private final List<CpuData> cpus;
  private final List<String> remarks = new ArrayList<>();

  private TraceDat(Arena arena, MemorySegment file) throws MalformedRecording {
    this.arena = arena;
    this.file = file;
    header = TraceDatHeader.read(file);
    layout = layout(header);
    checkClock();
    formats = formats(header);
    cpus = largestInstance();
    if (!formats.hasWakings()) {
      remarks.add("no sched:sched_waking was recorded: releases are not seen");
    }
  }

  static TraceDat open(Path file) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file)) {
      return new TraceDat(
          arena, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
    } catch (IOException | RuntimeException e) {
      arena.close();
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
      return new RecordedEvents.Formats(begin, end, header.formats.get("sched:sched_waking"));
    } catch (IllegalArgumentException e) {
      throw new MalformedRecording("rtnlab cannot read this recording: " + e.getMessage());
    }
  }

  private void checkClock() throws MalformedRecording {
    if (!header.clock.isEmpty() && !NANOSECONDS.contains(header.clock)) {
      throw new MalformedRecording(
          "recorded by the clock "
              + header.clock
              + ", which counts no nanoseconds; record with -C mono");
    }
    if (header.clock.isEmpty()) {
      remarks.add("the file does not name its clock; nanoseconds are assumed");
    } else if (NOT_COMMON_TO_ALL_CPUS.contains(header.clock)) {
      remarks.add(
          "recorded by the clock "
              + header.clock
              + ", which is not quite the same on all CPUs: their order is uncertain; record with"
              + " -C mono");
    }
  }

  /** Instances may have recorded the same events: one is enough. */
  private List<CpuData> largestInstance() {
    Map<String, Long> sizes = new HashMap<>();
    header.data.forEach(cpu -> sizes.merge(cpu.instance(), cpu.size(), Long::sum));
    String largest =
        sizes.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse("");
    if (sizes.size() > 1) {
      remarks.add(
          "of its %d tracing instances only the largest was read: %s"
              .formatted(sizes.size(), largest.isEmpty() ? "the top one" : largest));
    }
    return header.data.stream().filter(cpu -> cpu.instance().equals(largest)).toList();
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
  public OptionalLong listedMutex() {
    return header
        .kallsyms
        .lines()
        .filter(line -> line.endsWith(" rtnl_mutex") && line.matches("[0-9a-f]{1,16} .*"))
        .mapToLong(line -> Long.parseUnsignedLong(line, 0, line.indexOf(' '), 16))
        .filter(address -> address != 0)
        .findFirst();
  }

  @Override
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  @Override
  public void read(Consumer<RecordedEvent> sink) throws IOException {
    ThreadComms comms = new ThreadComms(header.commandLines);
    PriorityQueue<RecordedEvents> heads =
        new PriorityQueue<>(Comparator.comparingLong(RecordedEvents::nextNs));
    for (CpuData cpu : cpus) {
      MemorySegment data = file.asSlice(cpu.offset(), cpu.size());
      RecordedPages pages =
          RecordedPages.of(header.compression, header.pageBytes, "CPU " + cpu.cpu(), data);
      RecordedEvents events = new RecordedEvents(pages, layout, formats, comms);
      if (events.advance()) {
        heads.add(events);
      }
    }
    while (!heads.isEmpty()) {
      RecordedEvents first = heads.remove();
      sink.accept(first.take());
      if (first.advance()) {
        heads.add(first);
      }
    }
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
