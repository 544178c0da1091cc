// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.text;

import io.rtnlab.results.LedgerDocument;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures with three significant digits and a unit, always with a decimal point. */
public final class Units {
  private static final String[] TIME = {"ns", "µs", "ms", "s"};
  private static final String[] BYTES = {"B", "KiB", "MiB", "GiB"};

  private Units() {}

  /** A length of time, such as {@code 4.83 µs}; "–" for null: not measured or suppressed. */
  public static String time(@Nullable Long ns) {
    if (ns == null) {
      return "–";
    }
    if (Math.abs(ns) < 1000) {
      return ns + " ns";
    }
    double value = ns;
    int unit = 0;
    while (Math.abs(value) >= 999.5 && unit < TIME.length - 1) {
      value /= 1000;
      unit++;
    }
    return threeDigits(value) + " " + TIME[unit];
  }

  /** A rate per second, such as {@code 12,345/s}. */
  public static String rate(double perSecond) {
    return perSecond >= 100
        ? String.format(Locale.ROOT, "%,.0f/s", perSecond)
        : threeDigits(perSecond) + "/s";
  }

  /** A count, with thousands set apart. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Two bounds that contain the truth, such as {@code 4.10..6.30 s}; one figure where equal. */
  public static String bounds(@Nullable Long lowNs, @Nullable Long highNs) {
    if (lowNs == null || highNs == null) {
      return "–";
    }
    String high = time(highNs);
    if (lowNs.equals(highNs)) {
      return high;
    }
    String low = lowNs == 0 ? "0 " + high.substring(high.indexOf(' ') + 1) : time(lowNs);
    String unit = high.substring(high.indexOf(' '));
    return low.endsWith(unit)
        ? low.substring(0, low.length() - unit.length()) + ".." + high
        : low + ".." + high;
  }

  /** A share and its confidence within the run, in percent, such as {@code 68 % ±0.4}. */
  public static String share(LedgerDocument.@Nullable Share share) {
    if (share == null) {
      return "–";
    }
    Double plusMinus = share.plusMinus();
    return share(share.share(), 1)
        + (plusMinus == null ? "" : String.format(Locale.ROOT, " ±%.1f", 100 * plusMinus));
  }

  /** A share of a whole, in percent; "–" where the part is not known or the whole is nothing. */
  public static String share(@Nullable Long part, long whole) {
    return part == null ? "–" : share((double) part, (double) whole);
  }

  /** A share of a whole, in percent; "–" where the whole is nothing. */
  public static String share(long part, long whole) {
    return share((double) part, (double) whole);
  }

  /** A share of a whole, in percent; "–" where the whole is nothing. */
  public static String share(double part, double whole) {
    if (whole <= 0) {
      return "–";
    }
    double percent = 100 * part / whole;
    return String.format(Locale.ROOT, percent >= 9.95 ? "%.0f %%" : "%.1f %%", percent);
  }

  /** An amount of memory or disk, such as {@code 1.50 MiB}. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < BYTES.length - 1) {
      value /= 1024;
      unit++;
    }
    return (unit == 0 ? Long.toString(bytes) : threeDigits(value)) + " " + BYTES[unit];
  }

  private static String threeDigits(double value) {
    double size = Math.abs(value);
    String format = size >= 99.95 ? "%.0f" : size >= 9.995 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
