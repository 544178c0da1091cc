// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.lab.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** No mistake on the command line, and no fault of the tool, looks like a verdict to git. */
class CompareCommandTest {
  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compare",
        "compare --nonsense",
        "compare a b --limit 0",
        "compare a b --limit 3 --json --mail",
        "bisect",
        "bisect --good A",
        "bisect --good A --bad B --boots 1",
        "bisect --nonsense"
      })
  void aWrongCommandLineIsNoVerdict(String line) {
    assertEquals(129, execute(line.split(" ")));
  }

  @Test
  void damagedOrMissingDataCannotBeDecided() throws IOException {
    Path damaged = Files.createDirectory(folder.resolve("damaged"));
    Files.writeString(damaged.resolve("run.json"), "{");
    assertEquals(125, execute("compare", damaged.toString(), damaged.toString()));
    assertTrue(err.toString().contains("run.json is damaged"), err.toString());
    assertEquals(125, execute("compare", folder.resolve("a").toString(), "b"));
    assertTrue(err.toString().contains("is no folder"), err.toString());
  }

  @Test
  void aFolderThatIsNoTreeIsNoVerdict() {
    int status = execute("bisect", "--good", "A", "--bad", "B", "--tree", folder.toString());
    assertTrue(status >= 128, "status " + status);
  }

  private int execute(String... arguments) {
    CommandLine line = Main.commandLine(arguments);
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
