// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report;

import java.util.List;
import java.util.Optional;

/**
 * A part of a report. Several may share an id: they are asked for together.
 *
 * @param id by which a reader asks for it, such as "blame"
 * @param title a line; empty where the section continues the one before
 * @param table its figures
 * @param notes sentences that belong below the table
 */
public record Section(String id, String title, Optional<Table> table, List<Note> notes) {
  public Section {
    notes = List.copyOf(notes);
  }

  /** A table with sentences below it. */
  public static Section of(String id, String title, Table table, Note... notes) {
    return new Section(id, title, Optional.of(table), List.of(notes));
  }

  /** Sentences alone. */
  public static Section notes(String id, String title, List<Note> notes) {
    return new Section(id, title, Optional.empty(), notes);
  }
}
