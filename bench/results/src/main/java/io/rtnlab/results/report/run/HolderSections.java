// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.LedgerDocument.HolderBounds;
import io.rtnlab.results.LedgerDocument.HolderRow;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import java.util.ArrayList;
import java.util.List;

/** How long others waited for each holder, and what it did meanwhile. */
final class HolderSections {
  static final String ID = "holders";

  private static final int SHOWN = 8;

  private HolderSections() {}

  static List<Section> of(RunDocument run) {
    List<Section> sections = new ArrayList<>();
    List<HolderBounds> bounds = run.holderBounds();
    if (bounds != null && !bounds.isEmpty()) {
      sections.add(bounds(bounds));
    }
    List<HolderRow> holders = run.holders();
    if (holders != null && !holders.isEmpty()) {
      sections.add(
          Section.of(ID, "what holders did while others waited for them", meanwhile(holders)));
    }
    return sections;
  }

  private static Section bounds(List<HolderBounds> rows) {
    Table.Builder table =
        Table.of(Column.key("held by"), Column.time("named for"), Column.bounds("truth within"))
            .shown(SHOWN);
    for (HolderBounds row : rows) {
      table.row(
          Cell.text(row.holder()),
          Cell.time(row.namedNs()),
          Cell.bounds(row.lowNs(), row.highNs()));
    }
    return Section.of(ID, "how long others waited for each holder", table.build());
  }

  /** A row for each holder and each thing that it did. */
  static Table meanwhile(List<HolderRow> rows) {
    long total = rows.stream().mapToLong(HolderRow::ns).sum();
    Table.Builder table =
        Table.of(
                Column.key("held by"),
                Column.key("meanwhile"),
                Column.time("waited for"),
                Column.share("share"))
            .shown(SHOWN);
    for (HolderRow row : rows) {
      table.row(
          Cell.text(row.holder()),
          Cell.text(LongWaitText.meanwhile(row.doing())),
          Cell.time(row.ns()),
          Cell.share((Long) row.ns(), total));
    }
    return table.build();
  }
}
