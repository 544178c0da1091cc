// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.LedgerDocument.Waits;
import io.rtnlab.results.RecordingDocument;
import io.rtnlab.results.report.recording.RecordingReport;
import io.rtnlab.results.report.text.Units;
import java.io.IOException;
import java.util.Comparator;

/** What a recording from another host comes to, as one page. */
public final class RecordingPage {
  private RecordingPage() {}

  public static String of(RecordingDocument recording) throws IOException {
    Page page = new Page(answer(recording));
    RecordingDocument.Source source = recording.source();
    page.sentence(
        source.file()
            + ", by "
            + source.writer()
            + (source.kernel() == null ? "" : ", Linux " + source.kernel()));
    String map = BlameMap.of(recording.blame());
    page.section(
        "blame",
        "Who waited for whom",
        map.isEmpty() ? "" : Page.figure(map, BlameMap.CAPTION) + Texture.legend(false));
    page.section(
        "ledger",
        "What is known of who held meanwhile",
        recording.ledger().isEmpty()
            ? ""
            : Page.figure(
                LedgerBars.waiters(recording.ledger()),
                "Each waiter's waiting, on one scale; texture: the evidence of who held."));
    page.section("tables", "All figures", Tables.of(RecordingReport.of(recording)));
    return page.html("rtnlab attribute: " + source.file());
  }

  private static String answer(RecordingDocument recording) {
    Waits waits = recording.waits();
    if (waits == null) {
      return "RTNL: no thread was seen waiting";
    }
    String sum =
        "RTNL waiting "
            + Units.time(waits.totalNs())
            + " in "
            + Units.count(waits.count())
            + " waits";
    return recording.blame().stream()
        .filter(BlameRow::namesHolder)
        .max(Comparator.comparingLong(BlameRow::ns))
        .map(most -> sum + ", most of it by " + most.waiter() + " for " + most.holder())
        .orElse(sum);
  }
}
