// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.format;

/** The output formats that a report can be asked for by name. */
public enum Format {
  TEXT {
    @Override
    public SectionFormat on(TextStyle style) {
      return new TextFormat(style);
    }
  },
  CSV {
    @Override
    public SectionFormat on(TextStyle style) {
      return new CsvFormat();
    }
  },
  MARKDOWN {
    @Override
    public SectionFormat on(TextStyle style) {
      return new MarkdownFormat();
    }
  };

  /**
   * The format.
   *
   * @param style of a terminal; formats for files pass over it
   */
  public abstract SectionFormat on(TextStyle style);
}
