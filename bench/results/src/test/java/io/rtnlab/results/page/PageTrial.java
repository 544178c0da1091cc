// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * How long pages take to open and to print in a browser, and how they look. Not a test: run it by
 * hand on a machine that does nothing else.
 *
 * <pre>
 *   PageTrial FOLDER PAGE.html…    writes PAGE-light.png, PAGE-dark.png and PAGE.pdf to FOLDER
 * </pre>
 */
public final class PageTrial {
  private static final int OPENINGS = 7;

  private PageTrial() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Path profile = Files.createTempDirectory("rtnlab-chromium");
    try (Browser browser = Browser.start(profile)) {
      for (String page : Arrays.copyOfRange(arguments, 1, arguments.length)) {
        trial(browser, Path.of(page), folder);
      }
    } finally {
      remove(profile);
    }
  }

  private static void trial(Browser browser, Path page, Path folder) throws Exception {
    String address = page.toUri().toString();
    double[] openMs = new double[OPENINGS];
    for (int i = 0; i < OPENINGS; i++) {
      double _ = browser.openMs("about:blank");
      openMs[i] = browser.openMs(address);
    }
    Path name = folder.resolve(page.getFileName().toString().replace(".html", ""));
    for (String scheme : new String[] {"light", "dark"}) {
      browser.media("screen", scheme);
      int height = (int) browser.number("document.documentElement.scrollHeight");
      browser.size(1060, Math.min(12_000, height));
      ImageIO.write(browser.screen(), "png", Path.of(name + "-" + scheme + ".png").toFile());
      browser.size(1060, 1400);
    }
    browser.media("print", "light");
    long beginNs = System.nanoTime();
    byte[] pdf = browser.printed();
    double printMs = (System.nanoTime() - beginNs) / 1e6;
    Files.write(Path.of(name + ".pdf"), pdf);
    browser.media("screen", "light");
    System.out.printf(
        Locale.ROOT,
        "%s: %,d bytes, on the screen after %s ms; printed in %.0f ms, %,d bytes%n",
        page.getFileName(),
        Files.size(page),
        Arrays.stream(openMs).mapToObj(ms -> String.format(Locale.ROOT, "%.0f", ms)).toList(),
        printMs,
        pdf.length);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
