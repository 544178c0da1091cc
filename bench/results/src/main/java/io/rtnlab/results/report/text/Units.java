// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.text;

import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.report.Cell;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures with three significant digits and a unit, always with a decimal point. */
public final class Units {
  private static final String[] TIME = {"ns", "µs", "ms", "s"};
  private static final String[] INSTRUCTIONS = {"", "k", "M", "G"};
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
    return scaled(ns, TIME, " ");
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

  /**
   * A share and its confidence within the run, in percent, such as {@code 68 % ±0.4}; what does not
   * scatter at all says nothing of how sure it is.
   */
  public static String share(LedgerDocument.@Nullable Share share) {
    if (share == null) {
      return "–";
    }
    Double plusMinus = share.plusMinus();
    return share(share.share(), 1)
        + (plusMinus == null || plusMinus == 0
            ? ""
            : String.format(Locale.ROOT, " ±%.1f", Math.max(0.1, 100 * plusMinus)));
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

  /** Three digits and the unit; a number without a unit that is whole has all its digits. */
  public static String amount(double value, Cell.Unit unit) {
    return switch (unit) {
      case NONE ->
          value == Math.rint(value)
              ? String.format(Locale.ROOT, "%,.0f", value)
              : String.format(Locale.ROOT, "%.3g", value);
      case PERCENT -> percent(value);
      case NANOSECONDS -> scaled(value, TIME, " ");
      case INSTRUCTIONS ->
          Math.abs(value) < 999.5
              ? String.format(Locale.ROOT, "%.0f", value)
              : scaled(value, INSTRUCTIONS, "");
    };
  }

  /** A difference with its sign and its interval, such as {@code +7.1 % (+6.9 … +7.3)}. */
  public static String change(Cell.Change change) {
    String text = signed(change.value(), change.unit());
    Double low = change.low();
    Double high = change.high();
    if (low == null || high == null) {
      return text;
    }
    String interval = signed(low, change.unit()) + " … " + signed(high, change.unit());
    return text + " (" + interval.replace(" %", "") + ")";
  }

  private static String signed(double value, Cell.Unit unit) {
    return (value < 0 ? "−" : "+") + amount(Math.abs(value), unit);
  }

  private static String percent(double percent) {
    double size = Math.abs(percent);
    return String.format(
            Locale.ROOT, size >= 9.95 ? "%.0f %%" : size >= 0.95 ? "%.1f %%" : "%.2f %%", percent)
        .replace('-', '−');
  }

  private static String scaled(double value, String[] units, String blank) {
    double scaled = value;
    int unit = 0;
    while (Math.abs(scaled) >= 999.5 && unit < units.length - 1) {
      scaled /= 1000;
      unit++;
    }
    return threeDigits(scaled) + blank + units[unit];
  }

  private static String threeDigits(double value) {
    double size = Math.abs(value);
    String format = size >= 99.95 ? "%.0f" : size >= 9.995 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
