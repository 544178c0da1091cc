// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.flame.FlameSection;
import io.rtnlab.results.flame.RunGraphs;
import io.rtnlab.results.flame.Stacks;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.format.CsvFormat;
import io.rtnlab.results.report.format.MarkdownFormat;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import io.rtnlab.results.report.run.RunReport;
import io.rtnlab.results.trace.Captured;
import io.rtnlab.results.trace.PerfettoExport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/**
 * A process named with terminal escapes, markup and a formula, with a handler of 4,000 characters:
 * harmless in every output.
 */
final class HostileNamesTest {
  private static final String HANDLER = "</script><script>window.harmed=1//" + "h".repeat(3_960);

  @TempDir Path folder;

  private RunFolder run() throws IOException {
    RunFolder run = SamplePage.folder(folder);
    List<LockEvent> events = new ArrayList<>(Captured.events(3));
    events.replaceAll(
        event ->
            event instanceof LockEvent.StackSeen seen
                ? new LockEvent.StackSeen(seen.timeNs(), seen.stack(), List.of(HANDLER))
                : event);
    Files.delete(run.events());
    Captured.write(run.events(), events, new ProbeCapabilities(false, true));
    return run;
  }

  /** Every output, by name. */
  private Map<String, String> outputs() throws IOException {
    RunFolder run = run();
    RunGraphs graphs = RunGraphs.of(run);
    List<Section> sections = new ArrayList<>(RunReport.details(run.read()));
    sections.add(FlameSection.of(graphs));
    Map<String, String> outputs = new TreeMap<>();
    outputs.put("text", new TextFormat(TextStyle.PLAIN).render(sections));
    outputs.put("markdown", new MarkdownFormat().render(sections));
    outputs.put("csv", new CsvFormat().render(sections));
    outputs.put("html", RunPage.of(run));
    Path flame = folder.resolve("flame");
    FlameFiles.write(graphs, graphs, false, flame);
    try (Stream<Path> files = Files.list(flame)) {
      for (Path file : files.toList()) {
        outputs.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    ByteArrayOutputStream perfetto = new ByteArrayOutputStream();
    var _ = PerfettoExport.write(run.events(), perfetto);
    outputs.put("perfetto", perfetto.toString(StandardCharsets.ISO_8859_1));
    return outputs;
  }

  @Test
  void noEscapeReachesATerminal() throws IOException {
    Map<String, String> outputs = outputs();
    assertEquals(
        List.of(
            "csv",
            "hold.collapsed",
            "hold.diff.collapsed",
            "hold.diff.html",
            "hold.html",
            "html",
            "markdown",
            "off-cpu.collapsed",
            "off-cpu.diff.collapsed",
            "off-cpu.diff.html",
            "off-cpu.html",
            "perfetto",
            "text",
            "wait.collapsed",
            "wait.diff.collapsed",
            "wait.diff.html",
            "wait.html"),
        List.copyOf(outputs.keySet()));
    outputs.forEach(
        (name, output) ->
            assertFalse(
                // A protobuf is binary: there the escaped form must be in it.
                name.equals("perfetto") ? output.contains("\033[31m") : output.contains("\033"),
                name));
    assertTrue(outputs.getOrDefault("perfetto", "").contains("\\x1b[31m"));
  }

  @Test
  void noMarkupBecomesAnElement() throws IOException {
    Stacks stacks = new Stacks();
    stacks.add(List.of("harmless"), 1);
    String harmless = new String(ConvertedGraph.page("harmless", stacks), StandardCharsets.UTF_8);
    outputs()
        .forEach(
            (name, output) -> {
              if (name.endsWith("html")) {
                boolean ours = name.equals("html") || name.endsWith(".diff.html");
                assertEquals(
                    ours ? 1 : scripts(harmless), scripts(output), name + ": a script of a name");
                assertFalse(output.contains("<script>window.harmed"), name);
              }
            });
  }

  private static long scripts(String page) {
    return Pattern.compile("<script").matcher(page).results().count();
  }

  @Test
  void drawingsStayWellFormedAndShort() throws Exception {
    var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    for (Map.Entry<String, String> output : outputs().entrySet()) {
      if (output.getKey().equals("html") || output.getKey().endsWith(".diff.html")) {
        List<String> drawings =
            Pattern.compile("<svg.*?</svg>", Pattern.DOTALL)
                .matcher(output.getValue())
                .results()
                .map(found -> found.group())
                .toList();
        assertFalse(drawings.isEmpty(), output.getKey());
        for (String svg : drawings) {
          var _ = parser.parse(new InputSource(new StringReader(svg)));
          assertFalse(svg.contains("h".repeat(400)), output.getKey() + ": a name in full");
        }
      }
    }
  }

  @Test
  void noCellIsAFormula() throws IOException {
    Pattern formula = Pattern.compile("(^|,)\"?[=+@\t-][^0-9,\"]", Pattern.MULTILINE);
    String csv = outputs().getOrDefault("csv", "");
    assertFalse(formula.matcher(csv).find(), csv);
  }

  @Test
  void collapsedStacksHaveAWeightAndNoLineTooMany() throws IOException {
    Map<String, String> outputs = outputs();
    for (String name : List.of("wait.collapsed", "hold.collapsed", "off-cpu.collapsed")) {
      String stacks = outputs.getOrDefault(name, "");
      assertFalse(stacks.isEmpty(), name);
      stacks.lines().forEach(line -> assertTrue(line.matches(".+;.+ \\d+"), line));
    }
  }
}
