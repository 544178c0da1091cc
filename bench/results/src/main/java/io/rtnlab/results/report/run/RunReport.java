// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.AuditDocument;
import io.rtnlab.results.OtherCounts;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.report.Section;
import java.util.ArrayList;
import java.util.List;

/** A run as sections; what is printed unasked is the {@link Answer}. */
public final class RunReport {
  private RunReport() {}

  /** Every section but the answer, in the order of {@link Choice#IDS}. */
  public static List<Section> details(RunDocument run) {
    List<Section> sections = new ArrayList<>(TimeSections.of(run));
    sections.addAll(BlameSections.of(run.blame(), run.holderBounds(), run.waits()));
    sections.addAll(BlameSections.chain(run.chain()));
    sections.addAll(HolderSections.of(run));
    sections.addAll(WaitSections.of(run));
    sections.addAll(OffCpuSection.of(run));
    sections.addAll(OtherLocksSection.of(run));
    sections.addAll(ProbeSections.of(run));
    sections.addAll(ChecksSections.of(run));
    AuditDocument audit = run.audit();
    if (audit != null) {
      sections.addAll(AuditSections.of(audit));
    }
    OtherCounts others = run.others();
    if (others != null) {
      sections.addAll(OtherCountsSections.of(others));
    }
    return sections;
  }
}
