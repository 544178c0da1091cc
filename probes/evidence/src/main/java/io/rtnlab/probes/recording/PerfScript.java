package io.rtnlab.probes.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The text of perf-script(1), one line for each event and, where they were recorded, one for each
 * function of its stack:
 *
 * <pre>
 *  ip 26551/26551 [001] 12660.410290713: lock:contention_begin: 0xffffffff831f5a60 (flags=SPIN|MUTEX)
 *          ffffffff821fbd31 __mutex_lock.constprop.0
 *          ffffffff81e7c539 rtnetlink_rcv_msg
 * </pre>
 */
final class PerfScript implements Recording {
  private static final Pattern EVENT =
      Pattern.compile(
          "\\s*(\\S.*?)\\s+(-?\\d+)(?:/(-?\\d+))?\\s+\\[\\d+]\\s+(\\d{1,9})\\.(\\d{6}|\\d{9}):"
              + "\\s+(?:\\d+\\s+)?(lock:contention_begin|lock:contention_end|sched:sched_waking):"
              + "\\s*(.*)");
  private static final Pattern FRAME =
      Pattern.compile("\\s+ffff[0-9a-f]{12} ([\\w.]+)(?:\\+0x[0-9a-f]+)?.*");
  private static final Pattern BEGIN =
      Pattern.compile("0x([0-9a-f]{1,16}) \\(flags=([A-Z|]*)(?:0x[0-9a-f]+)?\\).*");
  private static final Pattern END = Pattern.compile("0x([0-9a-f]{1,16}) \\(ret=(-?\\d{1,9})\\).*");
  private static final Pattern WAKING = Pattern.compile("comm=.* pid=(\\d{1,9}) prio=.*");
  private static final Pattern LOST =
      Pattern.compile(".*PERF_RECORD_LOST(?:_SAMPLES)? lost (\\d{1,18}).*");
  private static final Pattern RELEASE = Pattern.compile("# os release : (.*)");
  private static final Pattern PERF_VERSION = Pattern.compile("# perf version : (.*)");

  private static final Map<String, Integer> FLAGS =
      Map.of("SPIN", 1, "READ", 2, "WRITE", 4, "RT", 8, "PERCPU", 16, "MUTEX", 32);

  /** Header lines stand at the front; the first event comes soon. */
  private static final int LINES_LOOKED_AT = 10_000;

  private final Path file;
  private String release = "";
  private String perf = "";

  private PerfScript(Path file) {
    this.file = file;
  }

  static PerfScript open(Path file) throws IOException {
    PerfScript script = new PerfScript(file);
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      boolean any = lines.limit(LINES_LOOKED_AT).filter(script::isEvent).findFirst().isPresent();
      if (!any) {
        throw new MalformedRecording(
            file
                + " is neither a trace.dat nor the text of perf script with lock:contention_begin"
                + " in it; \"rtnlab attribute --help\" shows how to record one");
      }
    }
    return script;
  }

  private boolean isEvent(String line) {
    Matcher matcher = RELEASE.matcher(line);
    if (matcher.matches()) {
      release = matcher.group(1);
    }
    matcher = PERF_VERSION.matcher(line);
    if (matcher.matches()) {
      perf = " " + matcher.group(1);
    }
    return EVENT.matcher(line).matches();
  }

  @Override
  public String writer() {
    return "perf script" + perf;
  }

  @Override
  public Optional<String> kernel() {
    return release.isEmpty() ? Optional.empty() : Optional.of(release);
  }

  @Override
  public OptionalLong listedMutex() {
    return OptionalLong.empty();
  }

  @Override
  public List<String> remarks() {
    return List.of("perf script tells of lost events only with --show-lost-events");
  }

  @Override
  public void read(Consumer<RecordedEvent> sink) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      Lines reading = new Lines(sink);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reading.line(line);
      }
      reading.flush();
    }
  }

  @Override
  public void close() {}

  /** Reads one line after the other; an event is told once its stack is complete. */
  private static final class Lines {
    private final Consumer<RecordedEvent> sink;
    private final List<String> stack = new ArrayList<>();
    private RecordedEvent.@Nullable Begin begin;
    private long number;
    private long lastNs;

    private Lines(Consumer<RecordedEvent> sink) {
      this.sink = sink;
    }

    private void line(String line) throws MalformedRecording {
      number++;
      if (line.startsWith("#")) {
        return;
      }
      Matcher event = EVENT.matcher(line);
      if (event.matches()) {
        flush();
        event(event, line);
        return;
      }
      Matcher frame = FRAME.matcher(line);
      if (frame.matches()) {
        stack.add(frame.group(1));
        return;
      }
      Matcher lost = LOST.matcher(line);
      if (lost.matches()) {
        flush();
        sink.accept(new RecordedEvent.Lost(lastNs, lastNs, Long.parseLong(lost.group(1))));
      } else if (line.contains("lock:contention_")) {
        throw damaged(line);
      }
    }

    private void event(Matcher event, String line) throws MalformedRecording {
      String comm = event.group(1);
      String threadText = event.group(3) == null ? event.group(2) : event.group(3);
      String fraction = event.group(5);
      lastNs =
          Long.parseLong(event.group(4)) * 1_000_000_000
              + Long.parseLong(fraction) * (fraction.length() == 9 ? 1 : 1_000);
      String rest = event.group(7);
      int thread = threadText.length() > 9 ? -1 : Integer.parseInt(threadText);
      switch (event.group(6)) {
        case "lock:contention_begin" -> {
          Matcher m = matched(BEGIN, rest, line);
          begin =
              new RecordedEvent.Begin(
                  lastNs, thread, comm, address(m), flags(m.group(2)), List.of());
        }
        case "lock:contention_end" -> {
          Matcher m = matched(END, rest, line);
          sink.accept(
              new RecordedEvent.End(
                  lastNs, thread, comm, address(m), Integer.parseInt(m.group(2))));
        }
        default -> {
          Matcher m = matched(WAKING, rest, line);
          sink.accept(
              new RecordedEvent.Waking(lastNs, thread, comm, Integer.parseInt(m.group(1)), false));
        }
      }
    }

    private void flush() {
      RecordedEvent.Begin waiting = begin;
      if (waiting != null) {
        sink.accept(
            new RecordedEvent.Begin(
                waiting.timeNs(),
                waiting.thread(),
                waiting.name(),
                waiting.lock(),
                waiting.flags(),
                List.copyOf(stack)));
        begin = null;
      }
      stack.clear();
    }

    private Matcher matched(Pattern pattern, String rest, String line) throws MalformedRecording {
      Matcher matcher = pattern.matcher(rest);
      if (!matcher.matches()) {
        throw damaged(line);
      }
      return matcher;
    }

    private MalformedRecording damaged(String line) {
      return new MalformedRecording(
          "the recording is cut off or damaged in line " + number + ": " + line.strip());
    }

    private static long address(Matcher matcher) {
      return Long.parseUnsignedLong(matcher.group(1), 16);
    }

    /** Linux before 6.2 prints none, whatever is set. */
    private static int flags(String text) {
      return text.isEmpty()
          ? RecordedEvent.FLAGS_UNKNOWN
          : Stream.of(text.split("\\|", -1)).mapToInt(f -> FLAGS.getOrDefault(f, 0)).sum();
    }
  }
}
