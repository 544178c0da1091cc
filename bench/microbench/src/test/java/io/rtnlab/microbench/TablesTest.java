// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class TablesTest {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  @Command(name = "table")
  private static final class Table implements Callable<Integer> {
    @Option(names = "--rounds")
    private int rounds = 2;

    @Override
    public Integer call() throws IOException {
      if (Tables.within(1, 9, "--rounds", rounds) == 7) {
        throw new IOException("no namespace for you");
      }
      return DONE;
    }
  }

  @Test
  void whatIsAskedForIsDone() {
    assertEquals(DONE, Tables.run(new Table()));
    assertEquals(DONE, Tables.run(new Table(), "--rounds", "3"));
    assertEquals(DONE, Tables.run(new Table(), "--help"));
  }

  @Test
  void aWrongCommandLineIsReportedApartFromAFailure() {
    assertEquals(USAGE, Tables.run(new Table(), "--rounds", "many"));
    assertEquals(USAGE, Tables.run(new Table(), "--rounds", "0"));
    assertEquals(USAGE, Tables.run(new Table(), "--round"));
    assertEquals(USAGE, Tables.run(new Table(), "file"));
    assertEquals(FAILED, Tables.run(new Table(), "--rounds", "7"));
  }

  @Test
  void aNumberOutOfRangeIsReportedTheRange() {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> Tables.within(1, 9, "--rounds", 10));
    assertEquals("--rounds 10: it takes a number from 1 to 9", wrong.getMessage());
  }
}
