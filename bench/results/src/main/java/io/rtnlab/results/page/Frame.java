// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The page around its content: style and textures within it, and a policy that fetches nothing. */
public final class Frame {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  private Frame() {}

  /**
   * The page.
   *
   * @param title unescaped
   * @param body HTML
   */
  public static String of(String title, String body) throws IOException {
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
    </body>
    </html>
    """
        .formatted(POLICY, Html.label(title), resource("page.css"), resource("textures.svg"), body);
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
