// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.job;

import io.rtnlab.engine.Group;
import io.rtnlab.engine.Mix;
import io.rtnlab.engine.Pacing;
import io.rtnlab.workloads.Catalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a group of workers is written: {@code agent;threads=1;rate=10;mix=link-dump=1}. */
public final class GroupText {
  static final List<String> KEYS = List.of("mix", "threads", "rate", "poisson");
  private static final String EXAMPLE = "agent;threads=1;rate=10;mix=link-dump=1";

  private GroupText() {}

  /**
   * Reads a group.
   *
   * @throws IllegalArgumentException with a sentence that says what would be right
   */
  public static Group read(String text) {
    String[] parts = text.split(";", -1);
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : List.of(parts).subList(1, parts.length)) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? part : part.substring(0, equals).strip();
      if (equals < 0 || !KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "\"%s\" is no setting of a group: write for example %s".formatted(part, EXAMPLE));
      }
      requireValue(part);
      if (values.put(key, part.substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException("a group has one %s, not two".formatted(key));
      }
    }
    String mix = values.get("mix");
    if (parts[0].isBlank() || mix == null) {
      throw new IllegalArgumentException(
          "the group \"%s\" needs a name and a mix: write for example %s"
              .formatted(parts[0], EXAMPLE));
    }
    return new Group(
        parts[0].strip(),
        Mix.parse(mix, Catalogue.names()),
        whole(values.getOrDefault("threads", "1")),
        pacing(parts[0], values));
  }

  private static Pacing pacing(String name, Map<String, String> values) {
    String rate = values.get("rate");
    boolean poisson = Boolean.parseBoolean(values.get("poisson"));
    if (rate == null) {
      if (poisson) {
        throw new IllegalArgumentException(
            "poisson spreads a rate: give the group \"%s\" one".formatted(name));
      }
      return new Pacing.ClosedLoop();
    }
    double perSecond = number(rate);
    return poisson ? new Pacing.Poisson(perSecond) : new Pacing.FixedRate(perSecond);
  }

  /** Refuses a setting whose value makes no sense whatever the others are. */
  static void requireValue(String setting) {
    int equals = setting.indexOf('=');
    String value = setting.substring(equals + 1).strip();
    switch (setting.substring(0, equals).strip()) {
      case "mix" -> Mix.parse(value, Catalogue.names());
      case "threads" -> whole(value);
      case "rate" -> {
        Pacing _ = new Pacing.FixedRate(number(value));
      }
      default -> {
        if (!Set.of("true", "false").contains(value)) {
          throw new IllegalArgumentException("poisson is true or false, not \"" + value + "\"");
        }
      }
    }
  }

  private static int whole(String value) {
    try {
      int threads = Integer.parseInt(value);
      if (threads >= 1 && threads <= Group.MOST_WORKERS) {
        return threads;
      }
    } catch (NumberFormatException none) {
      // refused below
    }
    throw new IllegalArgumentException(
        "threads is a whole number from 1 to 1,024, not \"" + value + "\"");
  }

  private static double number(String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException("rate is a number, not \"" + value + "\"", none);
    }
  }

  /** As {@link #read} reads it, with another mix. */
  public static String of(Group group, Mix mix) {
    String rate =
        switch (group.pacing()) {
          case Pacing.ClosedLoop _ -> "";
          case Pacing.FixedRate(double perSecond) -> ";rate=" + perSecond;
          case Pacing.Poisson(double perSecond) -> ";rate=" + perSecond + ";poisson=true";
        };
    return group.name() + ";threads=" + group.workers() + rate + ";mix=" + mix;
  }
}
