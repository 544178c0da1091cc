// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.compare;

import io.rtnlab.results.compare.ComparisonDocument;
import io.rtnlab.results.compare.ComparisonDocument.ArmSummary;
import java.util.List;
import java.util.Locale;

/**
 * A comparison as a mail to a kernel mailing list takes it: 72 columns, plain ASCII, with the
 * commands to repeat it and what it was measured on.
 */
public final class ComparisonMail {
  private static final int WIDTH = 72;

  private ComparisonMail() {}

  /**
   * The text of the mail.
   *
   * @param command that made this comparison, as typed
   */
  public static String of(ComparisonDocument document, List<String> command) {
    StringBuilder mail = new StringBuilder(Wrapped.lines(document.headline(), WIDTH, ""));
    for (String warning : document.remarks().warnings()) {
      mail.append(Wrapped.lines("WARNING: " + warning, WIDTH, "  "));
    }
    mail.append("\nMeasured with rtnlab:\n\n");
    for (ArmSummary arm : document.arms()) {
      mail.append(Wrapped.lines("  " + arm.role() + ": " + arm.name(), WIDTH, "    "));
      line(mail, "kernel", "Linux " + arm.kernelRelease() + " " + arm.kernelVersion());
      line(mail, "build id", arm.kernelBuildId());
      line(mail, "boots", Integer.toString(arm.boots()));
      line(mail, "machine", arm.machine());
      line(mail, "java", arm.jdk() + ", probe " + arm.probe());
      line(mail, "job", "rtnlab " + String.join(" ", arm.arguments()));
    }
    mail.append(Wrapped.lines("  compared by: " + String.join(" ", command), WIDTH, "    "));
    mail.append(ComparisonText.tables(document, WIDTH));
    return Wrapped.folded(ascii(mail.toString()), WIDTH);
  }

  private static void line(StringBuilder mail, String name, String value) {
    mail.append(
        Wrapped.lines(
            String.format(Locale.ROOT, "    %-9s", name + ":") + " " + value, WIDTH, "      "));
  }

  /** Mailing lists archive other characters as they like. */
  static String ascii(String text) {
    String plain =
        text.replace("…", "..")
            .replace("−", "-")
            .replace("–", "-")
            .replace("→", "->")
            .replace("µ", "u")
            .replace("±", "+-")
            .replace("×", "x")
            .replace("’", "'");
    StringBuilder ascii = new StringBuilder(plain.length());
    plain
        .codePoints()
        .forEach(c -> ascii.appendCodePoint(c == '\n' || (c >= ' ' && c < 0x7f) ? c : '?'));
    return ascii.toString();
  }
}
