// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.lab.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** An {@link Error} of the virtual machine is one sentence that says what to do, never a stack. */
class FailuresTest {
  @Test
  void everyErrorIsOneSentence() {
    for (Error failed :
        List.of(
            new OutOfMemoryError("Java heap space"),
            new OutOfMemoryError("unable to create native thread: possibly out of memory"),
            new StackOverflowError(),
            new InternalError("a fault occurred in an unsafe memory access operation"),
            new NoClassDefFoundError("x"),
            new AssertionError("x"))) {
      String sentence = Failures.sentence(failed);
      assertEquals(1, sentence.lines().count(), sentence);
      assertFalse(sentence.contains("\tat "), sentence);
    }
  }

  @Test
  void theRemedyIsThatOfTheCause() {
    assertTrue(
        Failures.sentence(new OutOfMemoryError("Java heap space")).contains("RTNLAB_JAVA_OPTS"));
    assertTrue(
        Failures.sentence(new OutOfMemoryError("unable to create native thread: x"))
            .contains("ulimit -u"));
  }

  /** Whatever depth it is thrown at. */
  @Test
  void anErrorInsideACommandHasNoStack() {
    for (Exception failure :
        List.of(
            new IllegalStateException(new OutOfMemoryError("Java heap space")),
            new IllegalStateException(
                new IllegalStateException(new OutOfMemoryError("Java heap space"))))) {
      StringWriter err = new StringWriter();
      CommandLine line = Main.commandLine("help");
      line.setErr(new PrintWriter(err, true));
      try {
        assertEquals(
            ExitCode.FAILED,
            line.getExecutionExceptionHandler()
                .handleExecutionException(failure, line, line.parseArgs("operations")));
      } catch (Exception thrown) {
        throw new AssertionError(thrown);
      }
      assertEquals(1, err.toString().lines().count(), err::toString);
    }
  }
}
