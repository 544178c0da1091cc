// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.By;
import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.RecordingDocument;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import io.rtnlab.results.report.recording.RecordingReport;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * tracefs' text of {@code lock:*} with {@code options/stacktrace}, Linux 7.3.4: an ethtool ioctl
 * held {@code dev->lock} for 14 s and never had the RTNL; a SIOCSIFMTU held the RTNL and waited for
 * that; two SIOCSIFMTU of another device waited 13.03 s each for the RTNL.
 */
class RecordedChainTest {
  private static final long EACH_NS = 13_000_000_000L;

  @Test
  void theEthtoolTaskIsTheRoot() throws Exception {
    RecordingDocument recording = read();
    List<LedgerDocument.ChainRow> chain = Objects.requireNonNull(recording.chain());
    assertEquals("by 2 of 2 releases inside __rtnl_unlock", recording.source().mutexEvidence());
    assertEquals(
        List.of("victim", "victim2"),
        chain.stream().map(LedgerDocument.ChainRow::waiter).sorted().toList());
    for (LedgerDocument.ChainRow row : chain) {
      assertEquals("mtu-setter", row.holder());
      assertEquals("ethtool-holder", row.root());
      assertEquals("0x000000003c0d751d", row.lock());
      assertTrue(row.ns() > EACH_NS, row::toString);
    }
  }

  @Test
  void theBlameNamesTheHolderOrTheRootAsAsked() throws Exception {
    RecordingDocument recording = read();
    BlameRow held = recording.blame().getFirst();
    assertEquals("mtu-setter (dev_ioctl)", held.holder());
    assertEquals("ethtool-holder", held.root());
    BlameRow because = recording.by(By.ROOT).blame().getFirst();
    assertEquals("ethtool-holder", because.holder());
    assertEquals(sum(recording), sum(recording.by(By.ROOT)));
    String text = new TextFormat(TextStyle.PLAIN).render(RecordingReport.of(recording));
    assertTrue(text.contains("what holders waited for meanwhile"), text);
  }

  private static long sum(RecordingDocument recording) {
    return recording.blame().stream().mapToLong(BlameRow::ns).sum();
  }

  private static RecordingDocument read() throws IOException, URISyntaxException {
    Path file =
        Path.of(
            Objects.requireNonNull(RecordedChainTest.class.getResource("chain-7.3.4.txt")).toURI());
    return RecordingAttribution.of(file, OptionalLong.empty(), false);
  }
}
