// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.format;

import io.rtnlab.results.report.Section;
import java.util.List;

/** An output format: all that must be written to add one, besides its line in {@link Format}. */
public interface SectionFormat {
  /** The sections in their order; every line ended by a line feed. Foreign names are escaped. */
  String render(List<Section> sections);
}
