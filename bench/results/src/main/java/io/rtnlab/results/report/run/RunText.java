// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.RunDocument;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.format.SectionFormat;
import java.util.List;

/** The answer of a run, cut so that it fits one screen. */
public final class RunText {
  /** Lines of the answer: one less than the lines of a terminal with its prompt. */
  public static final int LINES = 25;

  private static final int MANY = 12;
  private static final Answer.Rows LEAST = new Answer.Rows(1, 1, 1);

  private RunText() {}

  /**
   * The answer in as many lines as a screen has: rows are left out, the least important first.
   *
   * @param keptIn the run's folder, as a command takes it
   */
  public static String answer(RunDocument run, String keptIn, SectionFormat format) {
    Answer.Rows rows = new Answer.Rows(MANY, 6, 5);
    while (true) {
      List<Section> sections = Answer.of(run, rows, keptIn);
      String text = format.render(sections);
      if (text.lines().count() <= LINES || rows.equals(LEAST)) {
        return text;
      }
      rows = fewer(rows);
    }
  }

  private static Answer.Rows fewer(Answer.Rows rows) {
    if (rows.holders() > 3) {
      return new Answer.Rows(rows.operations(), rows.culprits(), rows.holders() - 1);
    }
    if (rows.culprits() > 3) {
      return new Answer.Rows(rows.operations(), rows.culprits() - 1, rows.holders());
    }
    if (rows.operations() > 6) {
      return new Answer.Rows(rows.operations() - 1, rows.culprits(), rows.holders());
    }
    if (rows.holders() > LEAST.holders()) {
      return new Answer.Rows(rows.operations(), rows.culprits(), rows.holders() - 1);
    }
    if (rows.culprits() > 2 || rows.operations() == LEAST.operations()) {
      return new Answer.Rows(rows.operations(), rows.culprits() - 1, rows.holders());
    }
    return new Answer.Rows(rows.operations() - 1, rows.culprits(), rows.holders());
  }
}
