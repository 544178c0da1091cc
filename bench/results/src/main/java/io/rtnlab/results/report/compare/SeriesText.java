// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.compare;

import io.rtnlab.results.compare.SeriesDocument;

/** A series of patches: two lines each, against the parent and against the base. */
public final class SeriesText {
  private static final int WIDTH = 80;

  private SeriesText() {}

  /** The whole report, at most 80 columns wide. */
  public static String of(SeriesDocument series) {
    StringBuilder text = new StringBuilder(Wrapped.lines(series.headline(), WIDTH, "  "));
    text.append('\n').append(Wrapped.lines("base " + series.base(), WIDTH, "  "));
    for (SeriesDocument.Patch patch : series.patches()) {
      text.append(Wrapped.lines(patch.commit(), WIDTH, "  "));
      text.append(
          Wrapped.lines("  parent: " + patch.againstParent().headline(), WIDTH, "          "));
      text.append(
          Wrapped.lines("  base:   " + patch.againstBase().headline(), WIDTH, "          "));
    }
    text.append('\n');
    series.notes().forEach(note -> text.append(Wrapped.lines(note, WIDTH, "  ")));
    for (String warning : series.patches().getLast().againstBase().remarks().warnings()) {
      text.append(Wrapped.lines("WARNING: " + warning, WIDTH, "  "));
    }
    text.append(
        Wrapped.lines(
            "judged by " + series.patches().getFirst().againstParent().procedure().design(),
            WIDTH,
            "  "));
    return Wrapped.folded(text.toString(), WIDTH);
  }
}
