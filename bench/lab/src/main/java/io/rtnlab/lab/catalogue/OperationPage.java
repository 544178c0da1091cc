// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.catalogue;

import io.rtnlab.workloads.Catalogue;
import io.rtnlab.workloads.TalkInventory;
import io.rtnlab.workloads.base.Workload;
import java.util.List;
import java.util.Locale;

/** The page docs/operations.md: the catalogue without what differs between kernels. */
public final class OperationPage {
  private OperationPage() {}

  /** The whole page, as Markdown. */
  public static String text() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        <!-- SPDX-License-Identifier: Apache-2.0 -->
        # Operations

        Each is a request, or a few that belong together, that `rtnlab run --mix` fires from a
        namespace of its own. A time such as 00:04:05 is a mark in Florian Westphal's talk "RTNL
        mutex, the network stack big kernel lock" (Netdev 2.2, 2017). `rtnlab operations` says
        which of them this kernel has. This page is made by `rtnlab operations --markdown`.

        | operation | what one request does | reproduces | source | needs | options |
        | --- | --- | --- | --- | --- | --- |
        """);
    for (Workload workload : Catalogue.workloads()) {
      page.append(
          row(
              "`" + workload.name() + "`",
              workload.description(),
              workload.reproduces(),
              workload.source(),
              workload.needs(),
              String.join(" ", workload.options())));
    }
    page.append(
        """

        ## The talk, mark by mark

        | time | subject | operations, or why there is none |
        | --- | --- | --- |
        """);
    for (TalkInventory.Row row : TalkInventory.rows()) {
      page.append(row(row.time(), row.subject(), operations(row)));
    }
    return page.toString();
  }

  private static String operations(TalkInventory.Row row) {
    return row.operations().isEmpty()
        ? "none: " + row.reason()
        : "`" + String.join("` `", row.operations()) + "`";
  }

  private static String row(String... cells) {
    List<String> escaped = List.of(cells).stream().map(cell -> cell.replace("|", "\\|")).toList();
    return String.format(Locale.ROOT, "| %s |%n", String.join(" | ", escaped));
  }
}
