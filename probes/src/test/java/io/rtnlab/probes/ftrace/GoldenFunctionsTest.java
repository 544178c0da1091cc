package io.rtnlab.probes.ftrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.ftrace.LockCall.Kind;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code golden-functions/record.sh} captured: our decoding against the kernel's own text. */
class GoldenFunctionsTest {
  /** Routes that the load added, each under the RTNL. */
  private static final int REQUESTS = 6;

  private final Map<String, Long> symbols = new HashMap<>();
  private final List<LockCall> calls = new ArrayList<>();
  private Path folder = Path.of("");
  private long mutex;

  @BeforeEach
  void readSymbols() throws IOException, URISyntaxException {
    URL golden = GoldenFunctionsTest.class.getResource("golden-functions/6.18");
    assertTrue(golden != null, "golden captures are on the class path");
    folder = Path.of(golden.toURI());
    for (String line : Files.readAllLines(folder.resolve("symbols"))) {
      String[] words = line.split(" ", -1);
      symbols.put(words[1], Long.parseUnsignedLong(words[0], 16));
    }
    mutex = Objects.requireNonNull(symbols.remove("rtnl_mutex"));
  }

  private void call(long timeNs, int thread, Kind kind, long detail) {
    calls.add(new LockCall(timeNs, thread, kind, detail));
  }

  private EventFormat format(String file) throws IOException {
    return EventFormat.parse(Files.readString(folder.resolve(file)));
  }

  private void decode(String way, PageCursor.Sink decoder) throws IOException {
    PageLayout layout = PageLayout.parse(Files.readString(folder.resolve("header_page")));
    MemorySegment raw =
        MemorySegment.ofArray(Files.readAllBytes(folder.resolve(way).resolve("cpu0.raw")));
    PageCursor cursor = new PageCursor(layout);
    for (long at = 0; at + layout.bytes() <= raw.byteSize(); at += layout.bytes()) {
      cursor.begin(raw.asSlice(at, layout.bytes()));
      cursor.walk(cursor.bytes(), decoder);
    }
  }

  private long printed(String way, String regex) throws IOException {
    String text = regex.replace("MUTEX", Long.toHexString(mutex));
    try (Stream<String> lines = Files.lines(folder.resolve(way).resolve("trace.txt"))) {
      return lines.filter(line -> line.matches(".*" + text + ".*")).count();
    }
  }

  private long decoded(Kind kind) {
    return calls.stream().filter(call -> call.kind() == kind).count();
  }

  private void everyAcquisitionIsReleased() {
    CallPairing pairing = new CallPairing();
    List<LockEvent> events = new ArrayList<>();
    calls.forEach(call -> pairing.accept(call, events::add));
    long acquired = events.stream().filter(LockEvent.Acquired.class::isInstance).count();
    long released = events.stream().filter(LockEvent.Released.class::isInstance).count();
    assertEquals(released, acquired);
    assertTrue(acquired >= REQUESTS, () -> "acquisitions: " + acquired);
  }

  @Test
  void functionTracer() throws IOException {
    decode(
        "function-args",
        new FunctionEntries.Decoder(
            format("function-args/function.format"),
            MutexFunctions.of(symbols),
            mutex,
            this::call));
    assertEquals(
        printed("function-args", "mutex_lock\\w*\\(lock=0xMUTEX\\b"), decoded(Kind.ENTERED));
    assertEquals(
        printed("function-args", "mutex_unlock\\(lock=0xMUTEX\\b"), decoded(Kind.RELEASING));
    everyAcquisitionIsReleased();
  }

  @Test
  void functionGraph() throws IOException {
    decode(
        "function-graph",
        new FunctionGraph.Decoder(
            format("function-graph/funcgraph_entry.format"),
            format("function-graph/funcgraph_exit.format"),
            MutexFunctions.of(symbols),
            mutex,
            this::call));
    assertEquals(
        printed("function-graph", "mutex_lock\\w*\\(lock=0xMUTEX\\b"), decoded(Kind.ENTERED));
    assertEquals(
        printed("function-graph", "mutex_unlock\\(lock=0xMUTEX\\b"), decoded(Kind.RELEASING));
    assertTrue(decoded(Kind.LEFT) >= decoded(Kind.ENTERED));
    everyAcquisitionIsReleased();
  }

  @Test
  void returnProbes() throws IOException {
    List<ReturnProbes.Probe> probes = new ArrayList<>();
    for (String function : List.of("mutex_lock", "mutex_trylock", "mutex_unlock")) {
      probes.add(
          new ReturnProbes.Probe(
              format("kprobe/" + function + ".format"), MutexFunctions.role(function)));
    }
    decode("kprobe", new ReturnProbes.Decoder(probes, mutex, this::call));
    assertEquals(
        printed("kprobe", ": mutex_(?:try)?lock: .* lock=0xMUTEX\\b"), decoded(Kind.RETURNED));
    assertEquals(printed("kprobe", ": mutex_unlock: .* lock=0xMUTEX\\b"), decoded(Kind.RELEASING));
    everyAcquisitionIsReleased();
  }
}
