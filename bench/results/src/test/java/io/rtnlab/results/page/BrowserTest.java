// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of page in a real browser: what it says and asks for, and what is on the screen. */
final class BrowserTest {
  private static final int PAPER_LIGHT = 0xffffff;
  private static final int PAPER_DARK = 0x0d1117;

  /** So much do red, green and blue of a pixel differ that belongs to no text and no line. */
  private static final int COLOURED = 60;

  private static final int MOST_TEXTURED = 20;
  private static final String TEXTURED =
      "[...document.querySelectorAll('svg rect, svg path')]"
          + ".filter(e => getComputedStyle(e).fill.startsWith('url'))";
  private static final int MOST_PAGES = 40;
  private static final int MOST_PDF_BYTES = 4 << 20;
  private static final Pattern PDF_PAGE = Pattern.compile("/Type\\s*/Page\\b");

  /** What hides a part of itself. */
  private static final String CUT_OFF =
      "[...document.querySelectorAll('main, .tables, pre, figure, td, th')]"
          + ".filter(e => getComputedStyle(e).overflowX !== 'visible' &&"
          + " e.scrollWidth > e.clientWidth + 1)"
          + ".map(e => e.tagName + ' ' + e.textContent.trim().slice(0, 60)).join('; ')";

  @TempDir static Path folder;
  private static final Map<SamplePages, Path> PAGES = new EnumMap<>(SamplePages.class);
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Files.isExecutable(Browser.CHROMIUM),
        "needs chromium: " + Browser.CHROMIUM + " is missing; install Debian's package chromium");
    browser = Browser.start(Files.createDirectories(folder.resolve("profile")));
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  private static void open(SamplePages kind) throws Exception {
    browser.media("screen", "light");
    Path page = PAGES.get(kind);
    if (page == null) {
      page = kind.write(folder);
      PAGES.put(kind, page);
    }
    double _ = browser.openMs(page.toUri().toString());
  }

  @ParameterizedTest
  @EnumSource
  void saysNothingOnTheConsoleAndAsksForNothing(SamplePages kind) throws Exception {
    open(kind);
    assertEquals(List.of(), browser.console());
    // The page itself, and its empty icon.
    List<String> others =
        browser.requests().stream()
            .filter(request -> !request.contains("file:///") && !request.contains("data:,"))
            .toList();
    assertEquals(List.of(), others);
  }

  @ParameterizedTest
  @EnumSource
  void isDrawnInLightAndInDark(SamplePages kind) throws Exception {
    open(kind);
    Map<Integer, Integer> light = colours(wholePage());
    browser.media("screen", "dark");
    Map<Integer, Integer> dark = colours(wholePage());
    assertEquals(PAPER_LIGHT, most(light));
    assertEquals(PAPER_DARK, most(dark));
    if (kind.hasDrawings()) {
      assertTrue(coloured(light) > 60, kind + ": no drawing in light, " + coloured(light));
      assertTrue(coloured(dark) > 60, kind + ": no drawing in dark, " + coloured(dark));
    }
    // Whatever the names in it say: no element of theirs, nothing run.
    assertEquals(1, browser.number("document.scripts.length"));
    assertEquals("undefined", browser.evaluate("typeof window.harmed"));
  }

  @ParameterizedTest
  @EnumSource
  void isPrintedOnPaper(SamplePages kind) throws Exception {
    open(kind);
    browser.media("print", "dark");
    assertEquals(
        "rgb(255, 255, 255)", browser.evaluate("getComputedStyle(document.body).backgroundColor"));
    // Chromium takes minutes to print thousands of textured elements.
    double textured = browser.number("(" + TEXTURED + ").length");
    assertTrue(textured <= MOST_TEXTURED, kind + ": " + textured + " textured elements on paper");
    String pdf = new String(browser.printed(), StandardCharsets.ISO_8859_1);
    assertTrue(pdf.startsWith("%PDF-"));
    long pages = PDF_PAGE.matcher(pdf).results().count();
    assertTrue(pages >= 1 && pages <= MOST_PAGES, kind + ": " + pages + " pages");
    assertTrue(pdf.length() < MOST_PDF_BYTES, kind + ": " + pdf.length() + " bytes");
    // Nothing is cut off at the right: what is wide scrolls on a screen, and fits on paper.
    browser.size(720, 1000);
    double beyond = browser.number("document.documentElement.scrollWidth - innerWidth");
    Object cut = browser.evaluate(CUT_OFF);
    browser.size(1060, 1400);
    assertTrue(beyond <= 0, kind + ": " + beyond + " pixels beyond the paper's edge");
    assertEquals("", cut, kind + ": cut off on paper");
  }

  @ParameterizedTest
  @EnumSource
  void everyTableAndDrawingThatMovesIsReachedByTheKeyboard(SamplePages kind) throws Exception {
    open(kind);
    double wanted =
        browser.number("document.querySelectorAll('[tabindex=\"0\"], a[href], summary').length");
    // What is in a closed part comes when it is opened.
    browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
    browser.evaluate("window.focused = new Set()");
    for (int i = 0; i < wanted; i++) {
      browser.press("Tab");
      browser.evaluate("focused.add(document.activeElement)");
    }
    assertEquals(wanted, browser.number("focused.size - (focused.has(document.body) ? 1 : 0)"));
  }

  @Test
  void aLongWaitIsZoomedIntoByKeysAndWholeAgain() throws Exception {
    open(SamplePages.RUN);
    browser.evaluate("location.hash = '#wait-1'");
    browser.evaluate("new Promise(done => setTimeout(done, 50))");
    assertEquals("lanes", browser.evaluate("document.activeElement.getAttribute('class')"));
    String first = String.valueOf(browser.evaluate(TICKS));
    BufferedImage before = browser.screen();
    browser.press("+");
    browser.press("+");
    browser.press("ArrowRight");
    String zoomed = String.valueOf(browser.evaluate(TICKS));
    assertNotEquals(first, zoomed);
    double shown = browser.number("document.activeElement.dataset.shown");
    double whole =
        browser.number(
            "document.activeElement.dataset.until - document.activeElement.dataset.from");
    assertEquals(0.25, shown / whole, 0.01);
    assertTrue(differing(before, browser.screen()) > 500, "zooming changes nothing on the screen");
    browser.press("0");
    assertEquals(first, browser.evaluate(TICKS));
    // A table's row leads there, too.
    assertTrue(browser.number("document.querySelectorAll('td a[href=\"#wait-1\"]').length") >= 1);
  }

  private static final String TICKS =
      "[...document.activeElement.querySelectorAll('.tick')].map(t => t.textContent).join()";

  @Test
  void aFlameGraphIsZoomedIntoByKeysAndByTheMouse() throws Exception {
    open(SamplePages.RUN);
    browser.evaluate("document.querySelector('#flame-hold svg').focus()");
    browser.press("ArrowUp");
    browser.press("Enter");
    String root = String.valueOf(browser.evaluate("document.activeElement.dataset.shown"));
    assertNotEquals("all", root);
    String below =
        String.valueOf(
            browser.evaluate("document.querySelector('#flame-hold .chosen-frame').textContent"));
    assertTrue(below.contains("%"), below);
    browser.press("Escape");
    assertEquals("all", browser.evaluate("document.activeElement.dataset.shown"));
    browser.evaluate(
        "document.querySelectorAll('#flame-hold g.frame')[1]"
            + ".dispatchEvent(new MouseEvent('click'))");
    assertEquals(root, browser.evaluate("document.activeElement.dataset.shown"));
  }

  @Test
  void aLinkToAWaitOpensIt() throws Exception {
    open(SamplePages.RUN);
    browser.evaluate("document.getElementById('wait-1').open = false");
    browser.evaluate("document.querySelector('td a[href=\"#wait-1\"]').click()");
    browser.evaluate("new Promise(done => setTimeout(done, 50))");
    assertEquals(true, browser.evaluate("document.getElementById('wait-1').open"));
  }

  /** The whole page, not only what a window shows of it. */
  private static BufferedImage wholePage() throws Exception {
    int height = (int) browser.number("document.documentElement.scrollHeight");
    browser.size(1060, Math.min(12_000, height));
    BufferedImage image = browser.screen();
    browser.size(1060, 1400);
    return image;
  }

  private static int differing(BufferedImage one, BufferedImage other) {
    int differing = 0;
    for (int y = 0; y < Math.min(one.getHeight(), other.getHeight()); y++) {
      for (int x = 0; x < Math.min(one.getWidth(), other.getWidth()); x++) {
        differing += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
      }
    }
    return differing;
  }

  private static Map<Integer, Integer> colours(BufferedImage image) {
    Map<Integer, Integer> colours = new HashMap<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.merge(image.getRGB(x, y) & 0xffffff, 1, Integer::sum);
      }
    }
    return colours;
  }

  private static int coloured(Map<Integer, Integer> colours) {
    return colours.entrySet().stream()
        .filter(
            entry -> {
              int red = entry.getKey() >> 16 & 0xff;
              int green = entry.getKey() >> 8 & 0xff;
              int blue = entry.getKey() & 0xff;
              return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue))
                  > COLOURED;
            })
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private static int most(Map<Integer, Integer> colours) {
    return Objects.requireNonNull(
        colours.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey());
  }
}
