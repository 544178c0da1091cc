package io.rtnlab.lab.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LauncherTest {
  private static final Pattern COMPILE_COMMAND = Pattern.compile("CompileCommand=\\w+,([\\w.]+)::");

  /** Java says nothing of a class that is not there. */
  @Test
  void whatItTellsTheCompilerIsAboutClassesThatExist() throws IOException {
    String launcher = Files.readString(Path.of("../../rtnlab"));
    List<MatchResult> commands = COMPILE_COMMAND.matcher(launcher).results().toList();
    assertFalse(commands.isEmpty());
    for (MatchResult command : commands) {
      assertDoesNotThrow(() -> Class.forName(command.group(1)), command.group());
    }
  }
}
