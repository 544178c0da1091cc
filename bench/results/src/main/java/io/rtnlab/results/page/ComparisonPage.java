// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.Settings;
import io.rtnlab.results.compare.ComparisonDocument;
import io.rtnlab.results.compare.ComparisonDocument.ArmSummary;
import io.rtnlab.results.compare.ComparisonDocument.Change;
import io.rtnlab.results.compare.ComparisonDocument.FigureRow;
import io.rtnlab.results.compare.LadderDocument;
import io.rtnlab.results.report.compare.ComparisonSections;
import io.rtnlab.results.report.compare.LadderSections;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison of kernels as one page. */
public final class ComparisonPage {
  private static final String CAPTION =
      "Change of B against A, positive where B takes more, with the interval that holds for all"
          + " rows together. Shaded: changes that do not matter. Thin line: A's twin against A.";

  private ComparisonPage() {}

  /** Of two kernels. */
  public static String of(ComparisonDocument comparison) throws IOException {
    Page page = new Page(comparison.headline());
    comparison.remarks().warnings().forEach(page::warning);
    page.section(
        "shift",
        "How far it has shifted",
        Page.figure(
            ShiftPlot.of(shifts(comparison.figures()), comparison.procedure().limitPercent()),
            CAPTION));
    page.section("tables", "All figures", Tables.of(ComparisonSections.figures(comparison)));
    page.facts("arms", "What was compared", arms(comparison));
    return page.html("rtnlab compare: " + comparison.headline());
  }

  /** Of several kernels in order, each beside the one before it. */
  public static String of(LadderDocument ladder) throws IOException {
    Page page = new Page(ladder.headline());
    ladder.remarks().warnings().forEach(page::warning);
    page.section(
        "shift",
        "From each kernel to the next",
        Page.figure(
            ShiftPlot.of(steps(ladder), ladder.limitPercent()),
            "Change against the kernel before, positive where the later one takes more, with its"
                + " interval. Shaded: changes that do not matter."));
    page.section("tables", "All figures", Tables.of(LadderSections.figures(ladder)));
    Map<String, String> kernels = new LinkedHashMap<>();
    ladder
        .kernels()
        .forEach(
            kernel ->
                kernels.put(
                    kernel.name(),
                    kernel.boots()
                        + " boots of Linux "
                        + kernel.kernelRelease()
                        + ", build "
                        + kernel.kernelBuildId()));
    page.facts("arms", "What was compared", kernels);
    return page.html("rtnlab compare: " + ladder.headline());
  }

  private static List<ShiftPlot.Shift> shifts(List<FigureRow> rows) {
    List<ShiftPlot.Shift> shifts = new ArrayList<>();
    for (FigureRow row : rows) {
      Change change = row.change();
      Change twin = row.twin();
      shifts.add(
          new ShiftPlot.Shift(
              row.operation() + ", " + row.figure(),
              change.percent(),
              change.lowPercent(),
              change.highPercent(),
              twin == null ? null : twin.lowPercent(),
              twin == null ? null : twin.highPercent(),
              row.verdict(),
              ComparisonSections.words(
                  change.percent(), change.lowPercent(), change.highPercent())));
    }
    return shifts;
  }

  private static List<ShiftPlot.Shift> steps(LadderDocument ladder) {
    List<ShiftPlot.Shift> shifts = new ArrayList<>();
    for (LadderDocument.FigureRow row : ladder.figures()) {
      for (int i = 0; i < row.steps().size(); i++) {
        LadderDocument.@Nullable Step step = row.steps().get(i);
        if (step != null) {
          shifts.add(
              new ShiftPlot.Shift(
                  row.operation()
                      + ", "
                      + row.figure()
                      + " → "
                      + ladder.kernels().get(i + 1).name(),
                  step.percent(),
                  step.lowPercent(),
                  step.highPercent(),
                  null,
                  null,
                  step.verdict(),
                  ComparisonSections.words(step.percent(), step.lowPercent(), step.highPercent())));
        }
      }
    }
    return shifts;
  }

  private static Map<String, String> arms(ComparisonDocument comparison) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (ArmSummary arm : comparison.arms()) {
      String of = arm.role() + ": ";
      facts.put(of + "kernel", arm.name() + ", " + arm.boots() + " boots");
      facts.put(of + "release", arm.kernelRelease());
      facts.put(of + "version", arm.kernelVersion());
      facts.put(of + "build id", arm.kernelBuildId());
      facts.put(of + "probe", arm.probe());
      facts.put(of + "machine", arm.machine());
      facts.put(of + "JDK", arm.jdk());
      facts.put(of + "job", Settings.command(arm.arguments()));
    }
    return facts;
  }
}
