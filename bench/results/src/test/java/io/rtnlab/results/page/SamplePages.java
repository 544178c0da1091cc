// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.Documents;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.attribute.RecordingAttribution;
import io.rtnlab.results.compare.ComparisonDocument;
import io.rtnlab.results.compare.ComparisonDocument.ArmSummary;
import io.rtnlab.results.compare.ComparisonDocument.Change;
import io.rtnlab.results.compare.LadderDocument;
import io.rtnlab.results.map.MapRow;
import io.rtnlab.results.map.MapSections;
import io.rtnlab.results.matrix.Boot;
import io.rtnlab.results.matrix.BootResult;
import io.rtnlab.results.matrix.MatrixFolder;
import io.rtnlab.results.matrix.MatrixPlan;
import io.rtnlab.results.matrix.Outcome;
import io.rtnlab.results.trace.Captured;
import io.rtnlab.results.who.WhoDocument;
import io.rtnlab.results.who.WhoSections;
import io.rtnlab.results.who.WhoTask;
import io.rtnlab.results.who.WhoWaiter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** A page of each kind, from small documents with names that do harm where they are not escaped. */
enum SamplePages {
  RUN {
    @Override
    String html(Path folder) throws IOException {
      return RunPage.of(SamplePage.folder(folder));
    }
  },
  /** The three-way mix with {@code --flame}, measured; its README has the command. */
  MEASURED_RUN {
    @Override
    String html(Path folder) throws IOException {
      Path run = Files.createDirectory(folder.resolve("measured"));
      for (String file : List.of("run.json", "latency.hlog", "events.bin", "flame.json")) {
        try (InputStream in = SamplePages.class.getResourceAsStream("three-way-mix/" + file)) {
          long _ = Files.copy(Objects.requireNonNull(in, file), run.resolve(file));
        }
      }
      return RunPage.of(RunFolder.existing(run));
    }
  },
  MATRIX {
    @Override
    String html(Path folder) throws IOException {
      MatrixPlan plan =
          new MatrixPlan(
              MatrixPlan.SCHEMA,
              "qemu",
              "real",
              List.of("stock-6.1", HOSTILE_KERNEL),
              2,
              1,
              900,
              1,
              List.of("run"),
              false);
      MatrixFolder matrix = MatrixFolder.create(folder.resolve("matrix"), plan);
      int order = 0;
      for (Boot boot : plan.order()) {
        Path _ = matrix.prepare(boot);
        order++;
        RunFolder.create(matrix.runOf(boot)).write(Documents.sample());
        matrix.write(
            boot,
            new BootResult(
                boot.kernel(), boot.round(), Outcome.DONE, 1, "", 7.5, 4.0, "none", false, order));
      }
      return MatrixPage.of(matrix);
    }
  },
  COMPARISON {
    @Override
    String html(Path folder) throws IOException {
      return ComparisonPage.of(comparison());
    }
  },
  LADDER {
    @Override
    String html(Path folder) throws IOException {
      return ComparisonPage.of(ladder());
    }
  },
  RECORDING {
    @Override
    String html(Path folder) throws IOException {
      return RecordingPage.of(
          RecordingAttribution.of(recorded(folder), OptionalLong.empty(), false));
    }
  },
  WHO {
    @Override
    String html(Path folder) throws IOException {
      WhoTask holder =
          new WhoTask(
              27_161,
              27_161,
              Captured.HOSTILE,
              "dev_ioctl",
              "asleep",
              "rtnl_mutex",
              null,
              7,
              "",
              null);
      WhoWaiter waiter = new WhoWaiter(5, Captured.HOSTILE, "rtnl_newlink", 6, "");
      return TextPage.of(
          "rtnlab who",
          WhoSections.of(
              new WhoDocument(
                  WhoDocument.HELD,
                  7L,
                  7,
                  holder,
                  List.of(holder),
                  List.of(waiter),
                  List.of(),
                  null,
                  2)));
    }

    @Override
    boolean hasDrawings() {
      return false;
    }
  },
  MAP {
    @Override
    String html(Path folder) throws IOException {
      MapRow row =
          new MapRow(
              "RTM_NEWLINK",
              "link",
              "veth",
              Captured.HOSTILE,
              "locked",
              null,
              null,
              null,
              List.of(),
              "seen waiting");
      return TextPage.of("rtnlab map", MapSections.of(List.of(row)));
    }

    @Override
    boolean hasDrawings() {
      return false;
    }
  };

  private static final String HOSTILE_KERNEL = "6.18<script>window.harmed=1</script>";

  abstract String html(Path folder) throws IOException;

  boolean hasDrawings() {
    return true;
  }

  /** Writes the page and gives its file. */
  Path write(Path parent) throws IOException {
    Path folder = Files.createTempDirectory(parent, name());
    return Files.writeString(folder.resolve("page.html"), html(folder));
  }

  /** A real recording in which the victims' name has become hostile. */
  private static Path recorded(Path folder) throws IOException {
    try {
      Path real =
          Path.of(
              Objects.requireNonNull(RecordingAttribution.class.getResource("chain-7.3.4.txt"))
                  .toURI());
      return Files.writeString(
          folder.resolve("chain.txt"),
          Files.readString(real).replace("mtu-setter", "<b>\033[31m<script"));
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static ArmSummary arm(String role, String name) {
    return new ArmSummary(
        role,
        name,
        12,
        "6.18.0",
        "#1 SMP",
        "0123456789abcdef",
        "bpf",
        "2 × test",
        "25",
        List.of("run", "--threads", "1"));
  }

  private static ComparisonDocument comparison() {
    return new ComparisonDocument(
        ComparisonDocument.SCHEMA,
        "worse",
        ComparisonDocument.WORSE,
        "worse: route-insert holds 14 % longer on " + HOSTILE_KERNEL,
        new ComparisonDocument.Procedure("blocks", "real time", 3, 3, 98.3, 1L),
        List.of(arm("A", "stock-6.1"), arm("A'", "twin"), arm("B", HOSTILE_KERNEL)),
        List.of(new ComparisonDocument.Exact("route-insert", "messages", 1, 2, "worse")),
        List.of(
            new ComparisonDocument.FigureRow(
                "route-insert",
                "own hold, mean",
                4_500,
                5_130,
                1.0,
                1.1,
                new Change(14, 12.1, 15.9, 0.0001),
                new Change(0.2, -1.0, 1.4, 0.8),
                "worse",
                null),
            new ComparisonDocument.FigureRow(
                "link-dump",
                "service time, p99",
                90_000,
                91_000,
                8.0,
                7.0,
                new Change(1.1, -250.0, 310.0, 0.7),
                new Change(-2, -9.0, 5.0, 0.6),
                "cannot tell",
                40)),
        List.of(
            new ComparisonDocument.Cause(
                "route-insert", "own hold", null, 4_500, 630, 600.0, 660.0, 97.0)),
        new ComparisonDocument.Remarks(
            List.of("the configurations differ: " + Captured.HOSTILE),
            List.of(),
            List.of(),
            List.of()));
  }

  private static LadderDocument ladder() {
    return new LadderDocument(
        LadderDocument.SCHEMA,
        "worse",
        1,
        "worse: from 6.1 to 6.12",
        3,
        "real time",
        List.of(
            new LadderDocument.Kernel("stock-6.1", 3, "6.1.0", "aa"),
            new LadderDocument.Kernel(HOSTILE_KERNEL, 3, "6.12.0", "bb")),
        List.of(
            new LadderDocument.ExactRow(
                "route-insert", "messages", List.of(1.0, 1.0), List.of("equal"))),
        List.of(
            new LadderDocument.FigureRow(
                "route-insert",
                "own hold, mean",
                List.of(4_500.0, 5_000.0),
                List.of(new LadderDocument.Step(11, 8.0, 14.0, "worse")))),
        new ComparisonDocument.Remarks(List.of(), List.of(), List.of(), List.of()));
  }
}
