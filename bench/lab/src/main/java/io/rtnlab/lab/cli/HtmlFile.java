// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.results.NewFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --html FILE}: the answer as one page, besides what is printed. */
public final class HtmlFile {
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Writes one self-contained page with drawings to a new file, too.")
  private @Nullable Path file;

  /** Makes the page, where one is wanted. */
  @FunctionalInterface
  interface Content {
    String html() throws IOException;
  }

  boolean isWanted() {
    return file != null;
  }

  /**
   * To be asked before the work whose page it is.
   *
   * @throws IOException where the file exists already or cannot be made
   */
  void requireCanBeMade() throws IOException {
    Path to = file;
    if (to != null) {
      NewFiles.requireCanBeMade(to);
    }
  }

  /** Writes a new file where one is wanted; the page is whole before the file is made. */
  void write(Content content) throws IOException {
    Path to = file;
    if (to == null) {
      return;
    }
    NewFiles.write(to, content.html());
  }
}
