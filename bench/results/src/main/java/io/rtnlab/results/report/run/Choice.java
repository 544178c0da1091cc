// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import java.util.ArrayList;
import java.util.List;

/** The sections that a reader asks for by {@code --section}. */
public record Choice(List<String> ids) {
  /** Every id, in the order of a report. */
  public static final List<String> IDS =
      List.of("time", "blame", "holders", "waits", "off-cpu", "probe", "checks");

  private static final String ALL = "all";

  /** Of ids separated by commas; "all" stands for every one. */
  public static Choice of(List<String> words) {
    List<String> ids = new ArrayList<>();
    for (String word : words) {
      if (word.equals(ALL)) {
        return new Choice(IDS);
      }
      if (!IDS.contains(word)) {
        throw new IllegalArgumentException(
            "there is no section '%s'; there are: %s, and all"
                .formatted(word, String.join(", ", IDS)));
      }
      ids.add(word);
    }
    return new Choice(List.copyOf(ids));
  }

  public static Choice all() {
    return new Choice(IDS);
  }

  /** Those chosen, in the order of the report; a section that was not measured says so. */
  public List<Section> from(List<Section> sections) {
    List<Section> chosen = new ArrayList<>();
    for (String id : IDS) {
      if (!ids.contains(id)) {
        continue;
      }
      List<Section> found = sections.stream().filter(s -> s.id().equals(id)).toList();
      chosen.addAll(
          found.isEmpty()
              ? List.of(Section.notes(id, id, List.of(Note.of("not measured in this run"))))
              : found);
    }
    return chosen;
  }
}
