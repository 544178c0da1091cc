// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.Documents;
import io.rtnlab.results.RunFolder;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

final class RunPageTest {
  private static final int MOST_BYTES = 8 << 20;

  @TempDir Path folder;

  @Test
  void hasEverySectionAndNothingFromElsewhere() throws IOException {
    String page = Files.readString(SamplePage.write(folder));
    for (String id :
        List.of("latency", "time", "blame", "ledger", "waits", "flame", "fingerprint")) {
      assertTrue(page.contains("<section id=\"" + id + "\">"), id);
    }
    assertTrue(page.length() < MOST_BYTES);
    assertFalse(
        Pattern.compile("https?:|src=|@import|<link rel=\"style", Pattern.CASE_INSENSITIVE)
            .matcher(page)
            .find());
  }

  @Test
  void hostileNamesAreTextAndShortInDrawings() throws IOException {
    String page = Files.readString(SamplePage.write(folder));
    assertTrue(page.contains("&lt;script&gt;alert(1)"));
    assertTrue(page.contains("\\x1b[31m"));
    assertFalse(page.contains("\033"));
    Pattern drawn = Pattern.compile("<text[^>]*>([^<]*)</text>");
    drawn
        .matcher(page)
        .results()
        .forEach(text -> assertTrue(text.group(1).length() < 400, text.group(1)));
  }

  @Test
  void isWellFormed() throws Exception {
    String page = Files.readString(SamplePage.write(folder));
    Pattern drawing = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);
    var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    List<String> drawings = drawing.matcher(page).results().map(found -> found.group()).toList();
    assertTrue(drawings.size() > 6);
    for (String svg : drawings) {
      parser.parse(new InputSource(new StringReader(svg)));
    }
  }

  @Test
  void aFolderWithItsDocumentAloneHasWhatTheDocumentSays() throws IOException {
    RunFolder run = RunFolder.create(folder.resolve("old"));
    run.write(Documents.sample());
    String page = RunPage.of(run);
    assertTrue(page.contains("<section id=\"blame\">"));
    assertFalse(page.contains("<section id=\"waits\">"));
    assertEquals(-1, page.indexOf("<section id=\"latency\">"));
  }
}
