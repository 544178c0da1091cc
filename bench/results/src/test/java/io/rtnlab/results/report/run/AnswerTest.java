// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.Documents;
import io.rtnlab.results.Json;
import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first screen: everything that a hurried reader needs, within 25 lines of 80 columns. */
class AnswerTest {
  private static final TextStyle ASCII = new TextStyle(80, true, false);

  private static String answer(RunDocument run) {
    return RunText.answer(run, "rtnlab-runs/1", new TextFormat(TextStyle.PLAIN));
  }

  @Test
  void itSaysHowMuchOfTheRequestsTimeWasWaiting() {
    String answer = answer(Documents.sample());
    assertTrue(
        answer.startsWith("RTNL WAITING 40 % of request time: 40.0 ms of 100 ms (2 threads, "),
        answer);
  }

  @Test
  void aCulpritIsOneRowWhateverTheEvidence() {
    String answer = answer(Documents.sample());
    assertTrue(
        answer
            .lines()
            .anyMatch(
                l -> l.matches("link-dump +63 % +20\\.0\\.\\.37\\.0 ms +80 % +20 % +0\\.0 %")),
        answer);
    assertTrue(
        answer.lines().anyMatch(l -> l.matches("ip ×2 \\(rtnl_dellink\\) +25 % +0.*100 %")),
        answer);
    assertEquals(1, answer.lines().filter(line -> line.matches("ip ×2 .*100 %")).count(), answer);
  }

  /** A loop of "ip" creates in one process and deletes in the next: one culprit all the same. */
  @Test
  void processesOfOneNameAreOneCulpritWhateverTheyRan() {
    List<LedgerDocument.BlameRow> blame =
        List.of(holder(1, "rtnl_newlink"), holder(2, "rtnl_dellink"), holder(3, "rtnl_dellink"));
    List<Culprits.Culprit> holders = Culprits.of(blame, null).holders();
    assertEquals(1, holders.size());
    assertEquals("ip ×3 (mostly rtnl_dellink)", holders.getFirst().name());
    assertEquals(30, holders.getFirst().ns());
  }

  /**
   * systemd names processes "(udev-worker)" and "(sd-pam)": that they did hold the evidence says.
   */
  @Test
  void aHolderWhoseNameIsInParenthesesIsBlamedLikeAnyOther() {
    LedgerDocument.Foreign udev =
        new LedgerDocument.Foreign("(udev-worker)", 44, null, "dev_ethtool");
    List<LedgerDocument.BlameRow> blame =
        List.of(
            new LedgerDocument.BlameRow(
                "link-dump", "(udev-worker)[44]", null, 7, 0L, 7L, 1, "proved", null, udev),
            new LedgerDocument.BlameRow(
                "link-dump", "(unknown)", null, 3, 0L, 3L, 1, "unknown", null, null));
    List<Culprits.Culprit> holders = Culprits.of(blame, null).holders();
    assertEquals(
        List.of("(udev-worker)[44]"), holders.stream().map(Culprits.Culprit::name).toList());
  }

  /** A name is what a thread says of itself. */
  @Test
  void aForeignHolderNamedLikeAnOperationIsNoneOfOurs() {
    LedgerDocument.Foreign liar = new LedgerDocument.Foreign("veth-create", 44, null, null);
    List<LedgerDocument.BlameRow> blame =
        List.of(
            new LedgerDocument.BlameRow(
                "link-dump", "veth-create", null, 7, 0L, 7L, 1, "proved", null, null),
            new LedgerDocument.BlameRow(
                "link-dump", "veth-create[44]", null, 3, 0L, 3L, 1, "proved", null, liar));
    assertEquals(
        List.of("veth-create", "veth-create[44]"),
        Culprits.of(blame, null).holders().stream().map(Culprits.Culprit::name).toList());
  }

  private static LedgerDocument.BlameRow holder(int process, String handler) {
    return new LedgerDocument.BlameRow(
        "route-insert",
        "ip[" + process + "] (" + handler + ")",
        null,
        10,
        0L,
        10L,
        1,
        "proved",
        null,
        new LedgerDocument.Foreign("ip", process, null, handler));
  }

  @Test
  void theEvidenceIsSummedOverAllWaiting() {
    String answer = answer(Documents.sample());
    assertTrue(
        answer
            .replaceAll("\n +", " ")
            .contains(
                "\nhow sure   proved 50 %, sole 13 %, snapshot 25 %, no holder 10 %"
                    + " (3.00..20.0 ms), unknown 2.5 %"),
        answer);
  }

  /** Otherwise "proved 50 %" of the first line's time is none of the times below. */
  @Test
  void whatTheSharesAreOfIsSaidWhereOtherThreadsWaitedToo() throws IOException {
    assertFalse(answer(Documents.sample()).contains("waits of other threads included"));
    RunDocument run =
        Json.readRun(
            Json.write(Documents.sample())
                .replaceFirst("\"waitNs\" : 40000000", "\"waitNs\" : 30000000"));
    String answer = answer(run);
    assertTrue(answer.startsWith("RTNL WAITING 30 % of request time: 30.0 ms of 100 ms"), answer);
    assertTrue(
        answer.contains("\nhow sure   of 40.0 ms, waits of other threads included: proved 50 %"),
        answer);
  }

  /** The upper ends, and also beside doubts: a share of 0 of few samples proves nothing. */
  @Test
  void anAuditStandsInTheFirstLinesWhateverElseIsWrong() throws IOException {
    String audit = Json.write(AuditSectionsTest.audit(true));
    RunDocument run =
        Json.readRun(
            Json.write(Documents.sample())
                .replaceFirst("\"audit\" : null", "\"audit\" : " + audit));
    String answer = answer(run);
    assertTrue(answer.contains("\ntrust      3 lock events lost"), answer);
    assertTrue(
        answer.contains(
            "\naudit      at most 1.51 % wrongly named, 0.04 % overstated (95 %, in this run)\n"),
        answer);
  }

  @Test
  void trustIsOneLineWhereNothingIsWrong() {
    String answer = answer(Documents.sound());
    assertTrue(
        answer.contains(
            "\ntrust      no events lost; ledger consistent; 100 routes = 100 in /proc\n"),
        answer);
    assertFalse(answer.contains("\nand   "), answer);
  }

  /** Without libbpf all evidence is inferred: the reader must not learn that on a second screen. */
  @Test
  void theLossOfABetterProbeStandsInTheFirstLines() throws IOException {
    String run = Json.write(Documents.sound());
    assertTrue(run.contains("\"refused\" : [ ]"), run);
    warnsOfLibbpfAlone(
        run.replace(
            "\"refused\" : [ ]",
            """
            "refused" : [
              {"backend": "bpf", "why": "no libbpf 1.0 or newer: apt-get install libbpf1"},
              {"backend": "kprobe", "why": "no CONFIG_KPROBE_EVENTS"} ]\
            """));
  }

  /** Runs had it in words alone before. */
  @Test
  void soItDoesOfARunOfAnOlderProgram() throws IOException {
    String why =
        "the best that opens; not bpf: no libbpf 1.0 or newer: apt-get install libbpf1; not kprobe:"
            + " no CONFIG_KPROBE_EVENTS";
    warnsOfLibbpfAlone(
        Json.write(Documents.sound())
            .replace("\"refused\" : [ ]", "\"refused\" : null")
            .replace("the best that opened", why));
  }

  private static void warnsOfLibbpfAlone(String json) throws IOException {
    String first =
        String.join(" ", answer(Json.readRun(json)).lines().limit(6).map(String::strip).toList());
    assertTrue(first.contains("weaker evidence, by probe bpf: bpf: no libbpf 1.0"), first);
    assertTrue(first.contains("apt-get install libbpf1"), first);
    assertFalse(first.contains("kprobe"), first);
  }

  @Test
  void trustGrowsByALineForEachThingThatIsWrong() {
    String answer = answer(Documents.sample());
    assertTrue(answer.contains("\ntrust      3 lock events lost (failed reservations"), answer);
    String differing = answer(Documents.withRoutes(100, 99));
    assertTrue(differing.contains("\nand        routes at the peak: 100 reported"), differing);
    assertTrue(
        differing.replaceAll("\n +", " ").contains("99 counted in /proc — THEY DIFFER"), differing);
    assertTrue(answer(Documents.emulated()).contains("UNDER SOFTWARE EMULATION (tcg)"));
  }

  @Test
  void anOperationIsARowWithWhomItWaitedForMost() {
    String answer = answer(Documents.sample());
    assertTrue(
        answer
            .lines()
            .anyMatch(
                l ->
                    l.matches("route-insert +500/s +8.00 µs +90.0 µs +1.20 ms +40 % +link-dump.*")),
        answer);
    assertTrue(answer.contains("2 EEXIST"), answer);
  }

  @Test
  void theWorstWaitIsASentence() {
    String answer = answer(Documents.sample()).replaceAll("\n +", " ");
    assertTrue(
        answer.contains(
            "worst: route-insert waited 12.0 ms: 11.0 ms for ip[4711] (rtnl_dellink), mostly"
                + " proved, which slept 10.0 ms in synchronize_rcu (rcu)"),
        answer);
  }

  @Test
  void itEndsWithWhereTheRestIs() {
    assertTrue(
        answer(Documents.sample())
            .endsWith(
                """
                kept in rtnlab-runs/1; 1 remark in checks
                more: rtnlab report RUN --section time,blame,holders,waits,off-cpu,probe,checks
                """));
  }

  @Test
  void anOperationThatThisKernelLacksIsNamedAtOnce() throws IOException {
    String remark = "left out: netkit-create: this kernel has no driver netkit (EOPNOTSUPP)";
    RunDocument run =
        Json.readRun(
            Json.write(Documents.sample())
                .replaceFirst("\"remarks\" : \\[", "\"remarks\" : [ \"" + remark + "\", "));
    assertTrue(answer(run).contains("\n" + remark + "\n"), answer(run));
  }

  @Test
  void waitingForOtherLocksIsNamedOnceItIsMuch() throws IOException {
    assertFalse(answer(withOtherLock(4_000_000)).contains("other locks"));
    assertTrue(
        answer(withOtherLock(30_000_000))
            .contains(
                "besides    waiting for other locks 30 % of request time: most for mutex in"
                    + "\n"),
        answer(withOtherLock(30_000_000)));
  }

  private static RunDocument withOtherLock(long ns) throws IOException {
    String sample = Json.write(Documents.sample());
    String row = sample.substring(sample.indexOf("\"otherLocks\" :"));
    return Json.readRun(sample.replace(row, row.replaceFirst("\"ns\" : [0-9]+", "\"ns\" : " + ns)));
  }

  @Test
  void itFitsOneScreen() {
    for (RunDocument run :
        new RunDocument[] {
          Documents.sample(), Documents.emulated(), Documents.withRoutes(1, 2), Documents.sound()
        }) {
      for (TextStyle style : new TextStyle[] {TextStyle.PLAIN, ASCII}) {
        String answer = RunText.answer(run, "rtnlab-runs/1", new TextFormat(style));
        assertTrue(answer.lines().count() <= RunText.LINES, answer);
        answer.lines().forEach(l -> assertTrue(l.length() <= 80, l.length() + ": " + l));
        assertTrue(!style.isAscii() || answer.chars().allMatch(c -> c < 0x80), answer);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"time", "blame", "holders", "waits", "off-cpu", "probe", "checks"})
  void everySectionFitsATerminal(String id) {
    TextFormat format = new TextFormat(TextStyle.PLAIN);
    String text = format.render(Choice.of(List.of(id)).from(RunReport.details(Documents.sample())));
    assertFalse(text.isBlank());
    text.lines()
        .forEach(l -> assertTrue(l.codePointCount(0, l.length()) <= 80, l.length() + ": " + l));
  }
}
