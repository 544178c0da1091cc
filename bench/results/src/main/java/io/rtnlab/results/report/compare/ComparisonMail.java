// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.compare;

import io.rtnlab.results.Settings;
import io.rtnlab.results.compare.ComparisonDocument;
import io.rtnlab.results.compare.ComparisonDocument.ArmSummary;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import java.util.ArrayList;
import java.util.List;

/**
 * A comparison as a mail to a kernel mailing list takes it: 72 columns, plain ASCII, with the
 * commands to repeat it and what it was measured on.
 */
public final class ComparisonMail {
  private static final TextStyle PLAIN = new TextStyle(72, true, false);

  private ComparisonMail() {}

  /**
   * The text of the mail.
   *
   * @param command that made this comparison, as typed
   */
  public static String of(ComparisonDocument document, List<String> command) {
    List<Section> sections = new ArrayList<>();
    sections.add(ComparisonSections.answer(document.headline(), document.remarks()));
    sections.add(
        Section.notes(
            "command",
            "Measured with rtnlab",
            List.of(Note.labelled("compared by", String.join(" ", command)))));
    document.arms().forEach(arm -> sections.add(arm(arm)));
    sections.addAll(ComparisonSections.figures(document));
    return new TextFormat(PLAIN).render(sections);
  }

  private static Section arm(ArmSummary arm) {
    return Section.notes(
        "arm",
        arm.role() + ": " + arm.name(),
        List.of(
            Note.labelled("kernel", "Linux " + arm.kernelRelease() + " " + arm.kernelVersion()),
            Note.labelled("build id", arm.kernelBuildId()),
            Note.labelled("boots", Integer.toString(arm.boots())),
            Note.labelled("machine", arm.machine()),
            Note.labelled("java", arm.jdk() + ", probe " + arm.probe()),
            Note.labelled("job", Settings.command(arm.arguments()))));
  }
}
