// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report;

import io.rtnlab.results.LedgerDocument;
import org.jspecify.annotations.Nullable;

/** A value of a table, with its type: a format decides on units and digits, not the report. */
public sealed interface Cell {
  /** Not measured, not applicable, or too few samples to say. */
  Cell NONE = new None();

  record None() implements Cell {}

  /** Words, and names of foreign processes, which are unescaped here: formats escape them. */
  record Text(String text) implements Cell {}

  record Count(long count) implements Cell {}

  /** A length of time in nanoseconds. */
  record Time(long ns) implements Cell {}

  record Rate(double perSecond) implements Cell {}

  /**
   * A share of a whole.
   *
   * @param share between 0 and 1; outside of that only of a change that other parts make up for
   * @param plusMinus half width of the 95 % confidence interval; null where there is none
   */
  record Share(double share, @Nullable Double plusMinus) implements Cell {}

  /** A share of a whole and its 95 % confidence interval, all between 0 and 1. */
  record Interval(double share, double low, double high) implements Cell {}

  /** Two lengths of time, in nanoseconds, that contain the truth. */
  record Bounds(long lowNs, long highNs) implements Cell {}

  /** Two counts that contain the truth. */
  record Range(long low, long high) implements Cell {}

  /** So many of so many. */
  record Part(long count, long whole) implements Cell {}

  /** A measured or counted figure that need not be whole. */
  record Amount(double value, Unit unit) implements Cell {}

  /**
   * A difference, with its sign.
   *
   * @param low lower end of its confidence interval, and {@code high} the upper; null where there
   *     is none
   */
  record Change(double value, @Nullable Double low, @Nullable Double high, Unit unit)
      implements Cell {}

  /**
   * A figure beside the one before it in a series.
   *
   * @param change against the one before, in percent; null for the first
   * @param verdict on that change, in words; empty for the first
   */
  record Step(Amount amount, @Nullable Change change, String verdict) implements Cell {}

  /** Units of amounts and changes. */
  enum Unit {
    NONE,
    PERCENT,
    NANOSECONDS,
    /** Executed instructions of a machine whose clock counts them. */
    INSTRUCTIONS
  }

  /** Null becomes {@link #NONE}, here and below. */
  static Cell text(@Nullable String text) {
    return text == null ? NONE : new Text(text);
  }

  static Cell count(@Nullable Long count) {
    return count == null ? NONE : new Count(count);
  }

  static Cell time(@Nullable Long ns) {
    return ns == null ? NONE : new Time(ns);
  }

  static Cell rate(@Nullable Double perSecond) {
    return perSecond == null ? NONE : new Rate(perSecond);
  }

  static Cell share(LedgerDocument.@Nullable Share share) {
    return share == null ? NONE : new Share(share.share(), share.plusMinus());
  }

  static Cell amount(@Nullable Double value, Unit unit) {
    return value == null ? NONE : new Amount(value, unit);
  }

  /** {@link #NONE} also where the whole is nothing. */
  static Cell share(@Nullable Long part, long whole) {
    return part == null || whole <= 0 ? NONE : new Share((double) part / whole, null);
  }

  static Cell bounds(@Nullable Long lowNs, @Nullable Long highNs) {
    return lowNs == null || highNs == null ? NONE : new Bounds(lowNs, highNs);
  }
}
