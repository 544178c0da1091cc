// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.compare;

import io.rtnlab.results.compare.ComparisonDocument;
import io.rtnlab.results.compare.SeriesDocument;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import java.util.ArrayList;
import java.util.List;

/** A series of patches: each against its parent and against the base. */
public final class SeriesSections {
  private SeriesSections() {}

  /** All of it, the answer first. */
  public static List<Section> of(SeriesDocument series) {
    ComparisonDocument last = series.patches().getLast().againstBase();
    List<Section> sections = new ArrayList<>();
    sections.add(ComparisonSections.answer(series.headline(), last.remarks()));
    Table.Builder table =
        Table.of(Column.key("patch"), Column.text("against its parent"), Column.text("the base"));
    for (SeriesDocument.Patch patch : series.patches()) {
      table.row(
          Cell.text(patch.commit()),
          Cell.text(patch.againstParent().verdict()),
          Cell.text(patch.againstBase().verdict()));
    }
    sections.add(
        Section.of("patches", "each patch", table.build(), Note.of("base " + series.base())));
    for (SeriesDocument.Patch patch : series.patches()) {
      sections.add(
          Section.notes(
              "patch",
              patch.commit(),
              List.of(
                  Note.labelled("parent", patch.againstParent().headline()),
                  Note.labelled("base", patch.againstBase().headline()))));
    }
    List<Note> notes = new ArrayList<>(series.notes().stream().map(Note::of).toList());
    notes.add(Note.of(series.patches().getFirst().againstParent().procedure().design()));
    sections.add(Section.notes("procedure", "how it was judged", notes));
    return sections;
  }
}
