// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.RunDocument;
import io.rtnlab.results.matrix.BootResult;
import io.rtnlab.results.matrix.MatrixFolder;
import io.rtnlab.results.matrix.MatrixPlan;
import io.rtnlab.results.matrix.Outcome;
import io.rtnlab.results.report.text.MatrixReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A matrix of kernels as one page, from its folder alone. */
public final class MatrixPage {
  private MatrixPage() {}

  /**
   * The page.
   *
   * @throws IOException where the folder's documents are damaged
   */
  public static String of(MatrixFolder folder) throws IOException {
    MatrixPlan plan = folder.plan();
    Map<String, List<RunDocument>> runs = new LinkedHashMap<>();
    plan.kernels().forEach(kernel -> runs.put(kernel, new ArrayList<>()));
    int done = 0;
    List<BootResult> results = folder.results();
    for (BootResult result : results) {
      RunDocument run = result.outcome() == Outcome.DONE ? folder.run(result) : null;
      if (run != null) {
        runs.computeIfAbsent(result.kernel(), _ -> new ArrayList<>()).add(run);
        done++;
      }
    }
    Page page =
        new Page(
            "Matrix of "
                + plan.kernels().size()
                + " kernels: "
                + done
                + " of "
                + plan.order().size()
                + " boots done");
    boolean emulated =
        runs.values().stream()
            .flatMap(List::stream)
            .anyMatch(run -> run.fingerprint().timesMeanNothing());
    if (plan.countsInstructions()) {
      page.sentence("Times are executed guest instructions, a nanosecond each.");
    } else if (emulated) {
      page.warning("Under software emulation: counts are right, times are not a real machine's.");
    }
    StringBuilder plots = new StringBuilder();
    for (String operation : KernelDots.operations(runs)) {
      plots.append("<h3>").append(Html.text(operation)).append("</h3>\n");
      plots.append(Page.figure(KernelDots.of(operation, runs), KernelDots.CAPTION));
    }
    page.section("kernels", "Service time, kernel beside kernel", plots.toString());
    page.section("waiting", "Share of the time that each operation waited", waiting(runs));
    page.section("tables", "All figures", Tables.of(MatrixReport.of(folder)));
    runs.forEach(
        (kernel, boots) -> {
          if (!boots.isEmpty()) {
            page.facts(
                "fingerprint-" + Html.label(kernel),
                "Fingerprint of " + Html.label(kernel),
                FingerprintFacts.of(boots.getFirst()));
          }
        });
    return page.html("rtnlab matrix: " + String.join(", ", plan.kernels()));
  }

  private static String waiting(Map<String, List<RunDocument>> runs) {
    StringBuilder bars = new StringBuilder();
    runs.forEach(
        (kernel, boots) -> {
          if (!boots.isEmpty() && !boots.getFirst().ledger().isEmpty()) {
            bars.append("<h3>").append(Html.text(kernel)).append(", first boot</h3>\n");
            bars.append(
                Page.figure(
                    LedgerBars.operations(boots.getFirst().ledger()),
                    "Shares of each operation's wall time."));
          }
        });
    return bars.isEmpty() ? "" : bars + Texture.legend(true);
  }
}
