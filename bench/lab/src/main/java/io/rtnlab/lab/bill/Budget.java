// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import io.rtnlab.results.bill.Bounds;
import io.rtnlab.results.bill.BudgetCheck;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a program may cost.
 *
 * @param locks how often it may take the RTNL; null for any number
 * @param holdNs how long it may hold it in all; null for any time
 */
public record Budget(@Nullable Long locks, @Nullable Long holdNs) {
  private static final Pattern LOCKS = Pattern.compile("locks=(\\d{1,15})");
  private static final Pattern HOLD = Pattern.compile("hold=(\\d{1,9}(?:\\.\\d{1,6})?)(us|ms|s)");

  /**
   * Reads a budget such as {@code locks=3,hold=2ms}.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static Budget parse(String text) {
    Long locks = null;
    Long holdNs = null;
    for (String part : text.split(",", -1)) {
      Matcher lock = LOCKS.matcher(part);
      Matcher hold = HOLD.matcher(part);
      if (lock.matches() && locks == null) {
        locks = Long.parseLong(lock.group(1));
      } else if (hold.matches() && holdNs == null) {
        double unit =
            switch (hold.group(2)) {
              case "us" -> 1e3;
              case "ms" -> 1e6;
              default -> 1e9;
            };
        holdNs = Math.round(Double.parseDouble(hold.group(1)) * unit);
      } else {
        throw new IllegalArgumentException(
            "'" + text + "' is no budget: write --budget locks=3,hold=2ms, or one of both");
      }
    }
    return new Budget(locks, holdNs);
  }

  /** Whether it is proved that the program kept to it. */
  BudgetCheck check(Bounds taken, Bounds heldNs) {
    List<String> sentences = new ArrayList<>();
    boolean exceeded = false;
    if (locks != null) {
      exceeded = taken.high() > locks;
      sentences.add(
          sentence(
              "locks",
              Long.toString(locks),
              taken.low() + (taken.exact() ? "" : " to " + taken.high()),
              taken.low() > locks,
              taken.high() > locks));
    }
    if (holdNs != null) {
      exceeded |= heldNs.high() > holdNs;
      sentences.add(
          sentence(
              "hold",
              Units.time(holdNs),
              (heldNs.exact() ? "" : "at most ") + Units.time(heldNs.high()),
              heldNs.low() > holdNs,
              heldNs.high() > holdNs));
    }
    return new BudgetCheck(locks, holdNs, exceeded, String.join("; ", sentences));
  }

  private static String sentence(
      String what, String allowed, String found, boolean surely, boolean perhaps) {
    return what
        + " "
        + found
        + " of "
        + allowed
        + (surely
            ? ": EXCEEDED"
            : perhaps ? ": NOT PROVED TO SUFFICE, counted as exceeded" : ": kept");
  }
}
