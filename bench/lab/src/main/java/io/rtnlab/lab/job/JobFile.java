// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.job;

import io.rtnlab.results.Escaped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job file: lines of {@code key = value}, where a key is an option of {@code rtnlab run} without
 * its dashes, then groups of workers. docs/jobs.md is the reference.
 *
 * <pre>
 *  # Reproduces: …
 *  links = 1000
 *
 *  [agent]
 *  threads = 1
 *  rate = 10
 *  mix = link-dump=1
 * </pre>
 */
public final class JobFile {
  private static final Pattern SECTION = Pattern.compile("\\[([A-Za-z0-9][A-Za-z0-9_-]*)]");
  private static final Pattern SETTING = Pattern.compile("([a-z][a-z-]*) *= *(.*\\S)");
  private static final String GROUP_OPTION = "--group";

  private final String file;
  private final Map<String, Boolean> options;
  private final List<Line> lines = new ArrayList<>();

  private JobFile(String file, Map<String, Boolean> options) {
    this.file = file;
    this.options = options;
  }

  /**
   * What lines of the file say on a command line.
   *
   * @param number of the line, or of the heading of a group
   */
  public record Line(int number, List<String> arguments) {
    public Line {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * Reads a file.
   *
   * @param file how messages call it
   * @param options of {@code rtnlab run} that may stand in a file, without dashes → whether it is a
   *     switch, whose value is true or false
   * @throws IllegalArgumentException naming file, line and what would be right
   */
  public static List<Line> read(String file, String text, Map<String, Boolean> options) {
    JobFile job = new JobFile(file, options);
    job.read(text);
    return job.lines;
  }

  private void read(String text) {
    Set<String> seen = new HashSet<>();
    List<String> group = new ArrayList<>();
    int groupLine = 0;
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher section = SECTION.matcher(line);
      if (section.matches()) {
        end(group, groupLine);
        group.add(section.group(1));
        groupLine = number;
        if (!seen.add(line)) {
          throw wrong(number, "a second group " + line + ": give each a name of its own");
        }
        continue;
      }
      Matcher setting = SETTING.matcher(line);
      if (!setting.matches()) {
        throw wrong(
            number,
            "\"" + Escaped.of(line) + "\" is neither \"key = value\" nor \"[group]\" nor \"# …\"");
      }
      if (!seen.add(group + setting.group(1))) {
        throw wrong(number, "a second \"" + setting.group(1) + "\": give it one value");
      }
      if (groupLine == 0) {
        option(number, setting.group(1), setting.group(2));
      } else {
        group.add(groupKey(number, setting.group(1)) + "=" + setting.group(2));
        check(number, group);
      }
    }
    end(group, groupLine);
    if (seen.isEmpty()) {
      throw wrong(1, "no line says anything: write for example mix = route-insert=1");
    }
  }

  private void option(int number, String key, String value) {
    Boolean isSwitch = options.get(key);
    if (isSwitch == null) {
      throw wrong(
          number,
          "there is no option \"%s\"; there are %s"
              .formatted(key, String.join(", ", options.keySet().stream().sorted().toList())));
    }
    if (!isSwitch) {
      lines.add(new Line(number, List.of("--" + key, value)));
    } else if (value.equals("true")) {
      lines.add(new Line(number, List.of("--" + key)));
    } else if (!value.equals("false")) {
      throw wrong(number, "%s is true or false, not \"%s\"".formatted(key, Escaped.of(value)));
    }
  }

  private String groupKey(int number, String key) {
    if (GroupText.KEYS.contains(key)) {
      return key;
    }
    throw wrong(
        number,
        "a group has no \"%s\"; it has %s%s"
            .formatted(
                key,
                String.join(", ", GroupText.KEYS),
                options.containsKey(key) ? "; put it before the first group" : ""));
  }

  /** Whether the newest line of a group makes sense by itself. */
  private void check(int number, List<String> group) {
    try {
      GroupText.requireValue(group.getLast());
    } catch (IllegalArgumentException refused) {
      throw wrong(number, String.valueOf(refused.getMessage()));
    }
  }

  private void end(List<String> group, int number) {
    if (!group.isEmpty()) {
      if (group.stream().noneMatch(line -> line.startsWith("mix="))) {
        throw wrong(
            number,
            "the group \"%s\" needs a mix: write below it for example mix = link-dump=1"
                .formatted(group.getFirst()));
      }
      String text = String.join(";", group);
      try {
        GroupText.read(text);
      } catch (IllegalArgumentException refused) {
        throw wrong(number, String.valueOf(refused.getMessage()));
      }
      lines.add(new Line(number, List.of(GROUP_OPTION, text)));
      group.clear();
    }
  }

  private IllegalArgumentException wrong(int number, String what) {
    return new IllegalArgumentException(Escaped.of(file) + ":" + number + ": " + what);
  }
}
