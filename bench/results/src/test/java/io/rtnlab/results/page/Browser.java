// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import com.fasterxml.jackson.jr.ob.JSON;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Debian's Chromium without a window, driven by the protocol of its developer tools: one page, what
 * it says on the console, and what it asks for.
 */
final class Browser implements AutoCloseable {
  static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int PATIENCE_S = 120;

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<Map<String, Object>> answers = new LinkedBlockingQueue<>();
  private final List<String> console = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private volatile boolean loaded;
  private int lastId;
  private String session = "";

  private Browser(Process process, URI address) {
    this.process = process;
    socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new Messages()).join();
  }

  /** Starts one that knows of no network. */
  static Browser start(Path profile) throws IOException, InterruptedException {
    Path port = profile.resolve("DevToolsActivePort");
    Process process =
        new ProcessBuilder(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      for (int i = 0; i < PATIENCE_S * 10 && process.isAlive() && !isWhole(port); i++) {
        Thread.sleep(100);
      }
      List<String> lines = Files.readAllLines(port);
      Browser browser =
          new Browser(process, URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)));
      Map<?, ?> target = browser.call("Target.createTarget", Map.of("url", "about:blank"));
      Map<?, ?> attached =
          browser.call(
              "Target.attachToTarget",
              Map.of("targetId", Objects.requireNonNull(target.get("targetId")), "flatten", true));
      browser.session = String.valueOf(attached.get("sessionId"));
      for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
        browser.call(domain + ".enable", Map.of());
      }
      browser.size(1060, 1400);
      return browser;
    } catch (IOException | RuntimeException | Error failed) {
      end(process);
      throw failed;
    }
  }

  private static boolean isWhole(Path port) throws IOException {
    return Files.exists(port) && Files.readString(port).contains("/devtools/");
  }

  /** What comes from the browser: answers to calls, and events. */
  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        try {
          message(JSON.std.mapFrom(whole));
        } catch (IOException damaged) {
          throw new IllegalStateException(damaged);
        }
      }
      from.request(1);
      return null;
    }
  }

  private void message(Map<String, Object> message) {
    Object method = message.get("method");
    if (method == null) {
      answers.add(message);
      return;
    }
    switch (method.toString()) {
      case "Page.loadEventFired" -> loaded = true;
      case "Network.requestWillBeSent" -> requests.add(String.valueOf(message.get("params")));
      case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
          console.add(String.valueOf(message.get("params")));
      default -> {
        // of no interest
      }
    }
  }

  /** Calls a method of the protocol. */
  Map<?, ?> call(String method, Map<String, ?> parameters) {
    int id = ++lastId;
    try {
      Map<String, Object> request = new java.util.LinkedHashMap<>();
      request.put("id", id);
      request.put("method", method);
      request.put("params", parameters);
      if (!session.isEmpty()) {
        request.put("sessionId", session);
      }
      socket.sendText(JSON.std.asString(request), true).join();
      while (true) {
        Map<String, Object> answer = answers.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (answer == null) {
          throw new IllegalStateException(method + " is not answered");
        }
        if (Integer.valueOf(id).equals(answer.get("id"))) {
          if (answer.get("error") != null) {
            throw new IllegalStateException(method + ": " + answer.get("error"));
          }
          return (Map<?, ?>) Objects.requireNonNull(answer.get("result"));
        }
      }
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  void size(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Opens a page, and waits until it has been drawn; how long that took. */
  double openMs(String address) throws InterruptedException {
    console.clear();
    requests.clear();
    loaded = false;
    call("Page.navigate", Map.of("url", address));
    for (int i = 0; i < PATIENCE_S * 100 && !loaded; i++) {
      Thread.sleep(10);
    }
    if (!loaded) {
      throw new IllegalStateException(address + " does not load");
    }
    // Two frames later it is on the screen.
    evaluate(
        "new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn(1))))");
    return number("performance.now()");
  }

  Object evaluate(String script) {
    Map<?, ?> result =
        call(
            "Runtime.evaluate",
            Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
    if (result.get("exceptionDetails") != null) {
      throw new IllegalStateException(script + ": " + result.get("exceptionDetails"));
    }
    Object value = ((Map<?, ?>) Objects.requireNonNull(result.get("result"))).get("value");
    return value == null ? "" : value;
  }

  double number(String script) {
    return Double.parseDouble(String.valueOf(evaluate(script)));
  }

  /** Presses a key; {@code key} is a name of DOM, such as Tab, Enter, ArrowLeft, +. */
  void press(String key) {
    for (String type : List.of("keyDown", "keyUp")) {
      Map<String, Object> event = new java.util.LinkedHashMap<>();
      event.put("type", type);
      event.put("key", key);
      Integer code = Map.of("Tab", 9, "Enter", 13, "Escape", 27, " ", 32).get(key);
      if (code != null) {
        event.put("windowsVirtualKeyCode", code);
      }
      if (key.equals("Enter")) {
        event.put("text", "\r");
      } else if (key.length() == 1) {
        event.put("text", key);
      }
      call("Input.dispatchKeyEvent", event);
    }
  }

  /** Light or dark, on a screen or on paper. */
  void media(String medium, String scheme) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            medium,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** What is on the screen. */
  BufferedImage screen() throws IOException {
    byte[] png = bytes(call("Page.captureScreenshot", Map.of("format", "png")));
    return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png)));
  }

  byte[] printed() {
    return bytes(call("Page.printToPDF", Map.of("printBackground", true)));
  }

  private static byte[] bytes(Map<?, ?> answer) {
    return Base64.getDecoder().decode(String.valueOf(answer.get("data")));
  }

  /** What the page said on the console since it was opened. */
  List<String> console() {
    return List.copyOf(console);
  }

  /** What was asked for since, the page itself first. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    socket.abort();
    end(process);
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
