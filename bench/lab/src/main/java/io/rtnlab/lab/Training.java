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
   * @param arguments a recording to attribute
   */
  public static void main(String[] arguments) {
    for (List<String> line :
        List.of(
            List.of("attribute", arguments[0]),
            List.of("who"),
            List.of("who", "--json"),
            List.of("watch", "--once"),
            List.of("operations"),
            List.of("help"))) {
      String[] words = line.toArray(String[]::new);
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      int _ = Main.commandLine(words).setOut(nowhere).setErr(nowhere).execute(words);
    }
  }
}
