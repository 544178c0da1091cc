// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One section of every kind of cell in every format. */
class FormatsTest {
  private static final Table TABLE =
      Table.of(
              Column.key("held by"),
              Column.count("waits"),
              Column.time("total"),
              Column.rate("requests"),
              Column.share("waiting"),
              Column.interval("right"),
              Column.bounds("truth within"))
          .row(
              Cell.text("ip|bird"),
              Cell.count(1_234L),
              Cell.time(5_000_000L),
              Cell.rate(12.5),
              Cell.share(new LedgerDocument.Share(0.25, 0.004)),
              new Cell.Interval(0.99, 0.98, 1),
              Cell.bounds(4_100_000_000L, 6_300_000_000L))
          .row(Cell.text("none"), Cell.NONE, Cell.NONE, Cell.NONE, Cell.NONE, Cell.NONE, Cell.NONE)
          .build();

  private static final List<Section> SECTIONS =
      List.of(Section.of("blame", "who", TABLE, Note.of("a note"), Note.warning("beware")));

  @Test
  void csvHasPlainNumbersAndTheirUnits() {
    assertEquals(
        """
        section,held_by,waits,total_ns,requests_per_second,waiting,waiting_plus_minus,right,\
        right_low,right_high,truth_within_low_ns,truth_within_high_ns
        blame,ip|bird,1234,5000000,12.5,0.25,0.004,0.99,0.98,1,4100000000,6300000000
        blame,none,,,,,,,,,,
        """,
        new CsvFormat().render(SECTIONS));
  }

  /** A program that reads it must not take nothing for an answer. */
  @Test
  void csvWithoutAnyTableHasTheSentences() {
    List<Section> sentences =
        List.of(
            Section.notes("maps", "same verdicts", List.of(Note.labelled("sure", "two, or more"))));
    assertEquals(
        """
        section,label,text
        maps,,same verdicts
        maps,sure,"two, or more"
        """,
        new CsvFormat().render(sentences));
    assertEquals("", new CsvFormat().render(List.of()));
  }

  private static final Table KERNELS =
      Table.of(
              Column.key("operation"),
              Column.amount("A"),
              Column.change("change"),
              Column.part("lost"),
              Column.step("6.18"),
              Column.text("twin").forFiles())
          .row(
              Cell.text("route-insert"),
              Cell.amount(4_830.0, Cell.Unit.NANOSECONDS),
              new Cell.Change(-5.2, -6.0, -4.4, Cell.Unit.PERCENT),
              new Cell.Part(5, 250),
              new Cell.Step(
                  new Cell.Amount(40_000, Cell.Unit.INSTRUCTIONS),
                  new Cell.Change(12, null, null, Cell.Unit.PERCENT),
                  "worse"),
              Cell.text("equal"))
          .row(
              Cell.text("link-dump"),
              Cell.amount(0.25, Cell.Unit.NONE),
              new Cell.Change(1_200, null, null, Cell.Unit.NANOSECONDS),
              new Cell.Part(0, 250),
              new Cell.Step(
                  new Cell.Amount(412, Cell.Unit.INSTRUCTIONS),
                  new Cell.Change(0.1, -0.3, 0.5, Cell.Unit.PERCENT),
                  "equal"),
              Cell.NONE)
          .build();

  @Test
  void aTerminalLeavesOutWhatIsForFiles() {
    assertEquals(
        """
        operation           A                    change     lost          6.18
        route-insert  4.83 µs  −5.2 % (−6.0 … −4.4)  5 (2.0 %)  40.0k +12 %
        link-dump       0.250                  +1.20 µs         0        412 =
        """
            .replaceAll(" +", " "),
        new TextFormat(TextStyle.PLAIN)
            .render(List.of(Section.of("figures", "", KERNELS)))
            .replaceAll(" +", " "));
  }

  @Test
  void csvHasIntervalsUnitsAndVerdicts() {
    assertEquals(
        """
        section,operation,a,a_unit,change,change_low,change_high,change_unit,lost,lost_of,6_18,\
        6_18_unit,6_18_change_percent,6_18_change_low_percent,6_18_change_high_percent,\
        6_18_verdict,twin
        figures,route-insert,4830,nanoseconds,-5.2,-6,-4.4,percent,5,250,40000,instructions,12,,,\
        worse,equal
        figures,link-dump,0.25,,1200,,,nanoseconds,0,250,412,instructions,0.1,-0.3,0.5,equal,
        """,
        new CsvFormat().render(List.of(Section.of("figures", "", KERNELS))));
  }

  @Test
  void rowsThatATerminalDoesNotShowAreCounted() {
    Table.Builder table = Table.of(Column.key("name")).row(Cell.text("a")).row(Cell.text("b"));
    TextFormat format = new TextFormat(TextStyle.PLAIN);
    assertEquals(
        "name\na\n1 more row: --format csv has all\n",
        format.render(List.of(Section.of("names", "", table.shown(1).build()))));
    assertEquals("", format.render(List.of(Section.of("names", "", table.shown(0).build()))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", " =1", "=cmd|' /C calc'!A0", "＝1"})
  void csvRunsNoFormula(String name) {
    Table table = Table.of(Column.key("name")).row(Cell.text(name)).build();
    String csv = new CsvFormat().render(List.of(Section.of("blame", "", table)));
    assertTrue(csv.endsWith("blame,\"'" + name + "\"\n"), csv);
  }

  @Test
  void csvQuotesWhatSeparates() {
    Table table = Table.of(Column.key("name")).row(Cell.text("a \"b\", c")).build();
    String csv = new CsvFormat().render(List.of(Section.of("blame", "", table)));
    assertTrue(csv.endsWith("blame,\"a \"\"b\"\", c\"\n"), csv);
  }

  @Test
  void markdownTakesNoMarkupFromNames() {
    assertEquals(
        """
        ## who

        | held by | waits | total | requests | waiting | right | truth within |
        | --- | --: | --: | --: | --: | --: | --: |
        | ip\\|bird | 1,234 | 5.00 ms | 12.5/s | 25 % ±0.4 | 99.00 % \\[98.00, 100.00\\] | 4.10..6.30 s |
        | none | – | – | – | – | – | – |

        a note

        **beware**
        """,
        new MarkdownFormat().render(SECTIONS));
  }

  @Test
  void textIsNoWiderThanTheTerminalAndLosesNothing() {
    String text = new TextFormat(new TextStyle(40, false, false)).render(SECTIONS);
    text.lines().forEach(line -> assertTrue(line.length() <= 40, line));
    for (String cell :
        List.of("ip|bird", "1,234", "5.00 ms", "12.5/s", "25 % ±0.4", "4.10..6.30")) {
      assertTrue(text.contains(cell), text);
    }
  }

  @Test
  void aLongNameBreaksBehindOneOfItsParts() {
    Table table =
        Table.of(Column.key("operation"), Column.key("held by"))
            .row(Cell.text("link-dump-name-only"), Cell.text("synchronize_rcu_expedited"))
            .row(Cell.text("sysctl-forwarding66"), Cell.text("none"))
            .build();
    assertEquals(
        """
        operation          held by
        link-dump-name-    synchronize_rcu_
         only               expedited
        sysctl-            none
         forwarding66
        """,
        new TextFormat(new TextStyle(36, false, false))
            .render(List.of(Section.of("waits", "", table))));
  }

  @Test
  void asciiIsAsciiBeforeColumnsAreLaidOut() {
    String text = new TextFormat(new TextStyle(80, true, false)).render(SECTIONS);
    assertTrue(text.chars().allMatch(c -> c < 0x80), text);
    assertTrue(text.contains("25 % +-0.4"), text);
  }

  @Test
  void colourIsPutAroundWholeLinesOnly() {
    String text = new TextFormat(new TextStyle(80, false, true)).render(SECTIONS);
    assertTrue(text.startsWith("\033[1mwho\033[0m\n"), text);
    assertTrue(text.endsWith("\033[31mbeware\033[0m\n"), text);
  }

  @Test
  void aCellOfAnotherKindIsRefused() {
    Table.Builder table = Table.of(Column.key("name"), Column.count("n"));
    table.row(Cell.text("a"), Cell.time(1L));
    assertThrows(IllegalArgumentException.class, table::build);
  }
}
