// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.lab.catalogue.OperationEntry;
import io.rtnlab.lab.catalogue.OperationList;
import io.rtnlab.lab.catalogue.OperationPage;
import io.rtnlab.results.Json;
import io.rtnlab.workloads.TalkInventory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rtnlab operations}: what a mix may name, and what of it this kernel has. */
@Command(
    name = "operations",
    description =
        "Lists every operation: what it reproduces, what it needs, whether this kernel has it.",
    mixinStandardHelpOptions = true)
public final class OperationsCommand implements Callable<Integer> {
  private static final int WIDTH = 63;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "The list as one JSON array.")
  private boolean json;

  @Option(
      names = "--markdown",
      description = "The page docs/operations.md, which is the same for every kernel.")
  private boolean markdown;

  @Override
  public Integer call() throws IOException {
    if (json && markdown) {
      throw new IllegalArgumentException("--json and --markdown are two forms: give one of them");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (markdown) {
      out.print(OperationPage.text());
    } else if (json) {
      out.print(Json.write(OperationList.here()));
    } else {
      print(out, OperationList.here());
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static void print(PrintWriter out, List<OperationEntry> operations) {
    long available = operations.stream().filter(OperationEntry::available).count();
    out.printf("%d of %d operations run here.%n", available, operations.size());
    for (OperationEntry operation : operations) {
      out.printf("%n%-3s  %s%n", operation.available() ? "yes" : "no", operation.name());
      line(out, "does", operation.description());
      line(out, "reproduces", operation.reproduces());
      line(out, "source", operation.source());
      line(out, "needs", operation.needs());
      if (!operation.options().isEmpty()) {
        line(out, "options", String.join(" ", operation.options()));
      }
      String reason = operation.reason();
      if (reason != null) {
        line(out, "why not", reason);
      }
    }
    out.printf("%nNamed in the talk, without an operation:%n");
    for (TalkInventory.Row row : TalkInventory.rows()) {
      if (row.operations().isEmpty()) {
        out.printf("%n%s  %s%n", row.time(), row.subject());
        line(out, "why not", row.reason());
      }
    }
  }

  /** A term and its text, folded at 80 columns. */
  private static void line(PrintWriter out, String term, String text) {
    String label = term;
    StringBuilder folded = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!folded.isEmpty() && folded.length() + 1 + word.length() > WIDTH) {
        out.printf("     %-11s %s%n", label, folded);
        label = "";
        folded.setLength(0);
      }
      folded.append(folded.isEmpty() ? "" : " ").append(word);
    }
    out.printf("     %-11s %s%n", label, folded);
  }
}
