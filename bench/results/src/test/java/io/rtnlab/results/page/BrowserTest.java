// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: what it says, what it asks for, and what is on the screen. */
final class BrowserTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int PATIENCE_S = 180;

  /** What Chromium asks for whatever it shows. */
  private static final String BROWSERS_OWN =
      "(file|data|chrome|chrome-extension):.*|https?://[a-z0-9.-]+\\.(google|googleapis|gvt1)\\.com[/:].*";

  @TempDir Path folder;

  @BeforeEach
  void needsChromium() {
    assumeTrue(
        Files.isExecutable(CHROMIUM),
        "needs chromium: " + CHROMIUM + " is missing; install Debian's package chromium");
  }

  private String browse(Path page, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-features=NetworkTimeServiceQuerying",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--no-first-run",
                "--hide-scrollbars",
                "--enable-logging=stderr",
                "--window-size=1060,3600",
                "--user-data-dir=" + folder.resolve("profile")));
    command.addAll(List.of(options));
    command.add(page.toUri().toString());
    Path log = folder.resolve("browser.log");
    Process browser =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertTrue(browser.waitFor(PATIENCE_S, TimeUnit.SECONDS), "chromium does not end");
    } finally {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly().waitFor();
    }
    return Files.readString(log, StandardCharsets.ISO_8859_1);
  }

  private BufferedImage screenshot(Path page, String... options) throws Exception {
    Path image = folder.resolve("screen.png");
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--screenshot=" + image);
    String log = browse(page, all.toArray(String[]::new));
    assertFalse(log.contains("CONSOLE"), log);
    return ImageIO.read(image.toFile());
  }

  @Test
  void isDrawnInLightAndDarkWithoutAWordOnTheConsole() throws Exception {
    Path page = SamplePage.write(folder);
    Map<Integer, Integer> light = colours(screenshot(page));
    Map<Integer, Integer> dark =
        colours(screenshot(page, "--blink-settings=preferredColorScheme=0"));
    assertEquals(0xffffff, most(light));
    assertEquals(0x0d1117, most(dark));
    assertTrue(light.getOrDefault(0x0b62a8, 0) > 1_000, "no plot in light: " + light.size());
    assertTrue(dark.getOrDefault(0x58a6ff, 0) > 1_000, "no plot in dark: " + dark.size());
  }

  @Test
  void asksForNothing() throws Exception {
    Path page = SamplePage.write(folder);
    Path net = folder.resolve("net.json");
    browse(page, "--log-net-log=" + net, "--dump-dom");
    Matcher url = Pattern.compile("\"url\":\"([^\"]*)\"").matcher(Files.readString(net));
    List<String> others = new ArrayList<>();
    while (url.find()) {
      if (!url.group(1).matches(BROWSERS_OWN)) {
        others.add(url.group(1));
      }
    }
    assertEquals(List.of(), others);
  }

  @Test
  void printsOnPaper() throws Exception {
    Path page = SamplePage.write(folder);
    Path pdf = folder.resolve("page.pdf");
    browse(page, "--print-to-pdf=" + pdf);
    assertTrue(Files.readString(pdf, StandardCharsets.ISO_8859_1).startsWith("%PDF-"));
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

  private static int most(Map<Integer, Integer> colours) {
    return colours.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }
}
