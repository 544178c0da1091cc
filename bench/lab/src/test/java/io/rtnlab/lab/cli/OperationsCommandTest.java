// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.lab.Main;
import io.rtnlab.lab.catalogue.OperationPage;
import io.rtnlab.workloads.Catalogue;
import io.rtnlab.workloads.TalkInventory;
import io.rtnlab.workloads.base.Workload;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OperationsCommandTest {
  /** Tests run in their module's folder. */
  private static final Path PAGE = Path.of("../../docs/operations.md");

  private final StringWriter out = new StringWriter();

  @Test
  void everyAdvertisedOptionExistsOnTheCommandLine() {
    Set<String> real =
        Objects.requireNonNull(Main.commandLine("run").getSubcommands().get("run"))
            .getCommandSpec()
            .options()
            .stream()
            .map(CommandLine.Model.OptionSpec::longestName)
            .collect(Collectors.toSet());
    for (Workload workload : Catalogue.workloads()) {
      assertTrue(real.containsAll(workload.options()), workload::toString);
    }
  }

  @Test
  void thePageIsWhatTheProgramMakes() throws Exception {
    assertEquals(
        OperationPage.text(),
        Files.readString(PAGE),
        "run: rtnlab operations --markdown > docs/operations.md");
  }

  @Test
  void theListNamesEveryOperationWithinEightyColumns() {
    assertEquals(ExitCode.DONE, execute("operations"));
    for (String name : Catalogue.names()) {
      assertTrue(out.toString().contains("  " + name + "\n"), name);
    }
    for (TalkInventory.Row row : TalkInventory.rows()) {
      String shown = row.operations().isEmpty() ? row.time() + "  " + row.subject() : "";
      assertTrue(out.toString().contains(shown), row::toString);
    }
    assertEquals("", out.toString().lines().filter(l -> l.length() > 80).findAny().orElse(""));
  }

  @Test
  void jsonIsAnArrayOfAllOperations() {
    assertEquals(ExitCode.DONE, execute("operations", "--json"));
    assertTrue(out.toString().startsWith("["), out::toString);
    assertEquals(
        Catalogue.names().size(),
        out.toString().lines().filter(line -> line.contains("\"reproduces\"")).count());
  }

  private int execute(String... arguments) {
    return Main.commandLine(arguments).setOut(new PrintWriter(out)).execute(arguments);
  }
}
