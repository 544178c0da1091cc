// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page around its content: style, textures and script within it, and a policy that fetches
 * nothing and runs no other script.
 */
public final class Frame {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src ";

  private Frame() {}

  /**
   * The page.
   *
   * @param title unescaped
   * @param body HTML
   */
  public static String of(String title, String body) throws IOException {
    String script = "\n" + resource("page.js");
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="%s">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="data:,">
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    %s<main>
    %s</main>
    <script>%s</script>
    </body>
    </html>
    """
        .formatted(
            POLICY + "'sha256-" + sha256(script) + "'",
            Html.label(title),
            resource("page.css"),
            resource("textures.svg"),
            body,
            script);
  }

  /** As a Content-Security-Policy names what may run. */
  private static String sha256(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Frame.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.contains("SPDX-License-Identifier"))
          .reduce("", (all, line) -> all + line + "\n");
    }
  }
}
