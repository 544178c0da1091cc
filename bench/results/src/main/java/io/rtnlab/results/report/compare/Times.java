// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.compare;

import java.util.Locale;

/** Times with three digits and a unit; counted instructions have none. */
final class Times {
  private static final String[] REAL = {" ns", " µs", " ms", " s"};
  private static final String[] INSTRUCTIONS = {"", "k", "M", "G"};

  private Times() {}

  static String words(double ns, boolean instructions) {
    String[] units = instructions ? INSTRUCTIONS : REAL;
    double value = ns;
    int unit = 0;
    while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    double size = Math.abs(value);
    String format =
        (unit == 0 && instructions) || size >= 99.95
            ? "%.0f%s"
            : size >= 9.995 ? "%.1f%s" : "%.2f%s";
    return String.format(Locale.ROOT, format, value, units[unit]);
  }
}
