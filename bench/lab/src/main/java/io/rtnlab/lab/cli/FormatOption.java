// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.format.Format;
import io.rtnlab.results.report.format.SectionFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --format} of the commands that print sections. */
final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "text: for a terminal; csv: the tables alone, with plain numbers and units in their"
              + " headers; markdown. csv and markdown have every row. (default: text)")
  private @Nullable Format format;

  /** Whether it was given. */
  boolean isGiven() {
    return format != null;
  }

  /** Whether a terminal's lines are wanted. */
  boolean isText() {
    return chosen() == Format.TEXT;
  }

  /**
   * Refuses two forms at once.
   *
   * @throws IllegalArgumentException where {@code --json} was given as well
   */
  void refuseWith(boolean json) {
    if (json && isGiven()) {
      throw new IllegalArgumentException("--json and --format are two forms: give one of them");
    }
  }

  /** The format, as this terminal takes it. */
  SectionFormat inForce() {
    return ReportFormat.of(chosen());
  }

  String render(List<Section> sections) {
    return inForce().render(sections);
  }

  private Format chosen() {
    return format == null ? Format.TEXT : format;
  }
}
