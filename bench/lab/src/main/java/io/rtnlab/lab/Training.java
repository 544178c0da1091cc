// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/**
 * What an AOT cache learns: one process that runs the commands that must start fast. It changes
 * nothing of the machine; a command that this account may not run teaches its start alone.
 */
public final class Training {
  private Training() {}

  /**
   * Runs them.
   *
   * @param arguments a recording to attribute; and two sets of runs to compare: then files are read
   *     and nothing else is done
   */
  public static void main(String[] arguments) {
    (arguments.length == 3 ? reading(arguments) : watching(arguments[0]))
        .forEach(Training::execute);
  }

  private static List<List<String>> reading(String[] files) {
    return List.of(List.of("attribute", files[0]), List.of("compare", files[1], files[2]));
  }

  private static List<List<String>> watching(String recording) {
    return List.of(
        List.of("attribute", recording),
        List.of("who"),
        List.of("who", "--json"),
        List.of("watch", "--once"),
        List.of("operations"),
        List.of("help"));
  }

  private static void execute(List<String> line) {
    String[] words = line.toArray(String[]::new);
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    int _ = Main.run(words, nowhere, nowhere);
  }
}
