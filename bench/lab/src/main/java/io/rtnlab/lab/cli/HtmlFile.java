// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.results.NewFiles;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.page.RunPage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The page of a run, as {@code --html} asks for it. */
final class HtmlFile {
  private HtmlFile() {}

  /** Writes a new file; the page is whole before the file is made. */
  static void write(RunFolder run, Path file) throws IOException {
    byte[] page = RunPage.of(run).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = NewFiles.file(file)) {
      out.write(page);
    }
  }
}
