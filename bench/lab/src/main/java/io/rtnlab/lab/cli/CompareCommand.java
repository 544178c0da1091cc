// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.lab.bisect.BisectPlan;
import io.rtnlab.lab.bisect.Series;
import io.rtnlab.results.Escaped;
import io.rtnlab.results.Json;
import io.rtnlab.results.compare.Comparison;
import io.rtnlab.results.compare.ComparisonDocument;
import io.rtnlab.results.compare.Ladder;
import io.rtnlab.results.compare.LadderDocument;
import io.rtnlab.results.compare.SeriesDocument;
import io.rtnlab.results.compare.SubjectReader;
import io.rtnlab.results.compare.Subjects;
import io.rtnlab.results.map.MapLadder;
import io.rtnlab.results.map.MapRow;
import io.rtnlab.results.map.MapSections;
import io.rtnlab.results.map.SavedMap;
import io.rtnlab.results.page.ComparisonPage;
import io.rtnlab.results.page.TextPage;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.compare.ComparisonMail;
import io.rtnlab.results.report.compare.ComparisonSections;
import io.rtnlab.results.report.compare.LadderSections;
import io.rtnlab.results.report.compare.SeriesSections;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rtnlab compare}: is kernel B slower than kernel A, by how much, how sure, and why. */
@Command(
    name = "compare",
    description = {
      "Says whether kernel B is worse than kernel A, by how much, how sure that is, and in which"
          + " part of a request the change lies.",
      "",
      "  rtnlab matrix --clock instructions --boots 9 --twin --kernels A,B \\",
      "    --out M -- run ...",
      "  rtnlab compare M",
      "",
      "Each of A, B, ... is a run's folder, a folder of run folders (the boots of one kernel), a"
          + " matrix, or MATRIX:KERNEL. More than two in order are shown as a ladder, each beside"
          + " the one before it. Maps that rtnlab map --out saved are compared by verdict: worse is"
          + " a request that takes the RTNL where it did not before.",
      "",
      "  rtnlab compare --series v6.15..my-branch --tree linux -- run \\",
      "    --threads 1 --requests 2000",
      "",
      "builds each commit, boots them all in turns, and judges each against its parent and the"
          + " base.",
      ""
    },
    footer = {
      "",
      "Exit status: 0 no worse, 1 worse (any row), 125 cannot tell, or data damaged or missing; 128"
          + " and above: rtnlab itself failed, 129 a wrong command line or nothing that can be"
          + " compared. So git bisect run blames no commit for a full disk."
    },
    exitCodeOnInvalidInput = VerdictStatus.USAGE,
    exitCodeOnExecutionException = VerdictStatus.FAILED,
    mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption format = new FormatOption();

  @Mixin private HtmlFile html = new HtmlFile();

  @Parameters(
      paramLabel = "A B",
      arity = "0..*",
      description = "What to compare, the base first; with --series, after --, what is measured.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "PERCENT",
      description = "The change that matters. (default: 3, at the instruction clock 1)")
  private @Nullable Double limitPercent;

  @Option(names = "--json", description = "The comparison as one JSON object.")
  private boolean json;

  @Option(
      names = "--mail",
      description =
          "As plain text for a mail: 72 columns, ASCII, with the commands and the configuration.")
  private boolean mail;

  @Option(
      names = "--series",
      paramLabel = "BASE..HEAD",
      description = "The commits of a kernel tree: one row a patch.")
  private @Nullable String series;

  @Option(
      names = "--boots",
      paramLabel = "N",
      defaultValue = "12",
      description = "With --series: boots of each commit. (default: ${DEFAULT-VALUE})")
  private int boots;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "With --series: of the boots' order. (default: ${DEFAULT-VALUE})")
  private long seed;

  @Mixin private TreeOptions options;

  @Override
  public Integer call() {
    return VerdictStatus.of(spec.commandLine(), this::compare);
  }

  private int compare() throws IOException, InterruptedException {
    if (limitPercent != null && !(limitPercent > 0 && limitPercent < 100)) {
      throw new IllegalArgumentException("--limit is a percentage between 0 and 100");
    }
    format.refuseWith(json);
    if (mail && format.isGiven()) {
      throw new IllegalArgumentException("--mail and --format are two forms: give one of them");
    }
    if (json && mail) {
      throw new IllegalArgumentException("--json and --mail are two forms: give one of them");
    }
    if (series != null) {
      return series(series);
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("name what to compare: rtnlab compare A B");
    }
    List<Path> files = names.stream().map(Path::of).filter(Files::isRegularFile).toList();
    if (files.size() > 1 && files.size() == names.size()) {
      return maps(files);
    }
    Subjects subjects = SubjectReader.read(names);
    if (subjects.arms().size() > 2) {
      if (mail) {
        throw new IllegalArgumentException("--mail compares two kernels: name two of them");
      }
      LadderDocument ladder = Ladder.of(subjects, limitPercent);
      print(ladder, () -> format.render(LadderSections.of(ladder)));
      html.write(() -> ComparisonPage.of(ladder));
      return ladder.exitStatus();
    }
    ComparisonDocument document = Comparison.of(subjects, limitPercent);
    print(
        document,
        () ->
            mail
                ? ComparisonMail.of(document, command())
                : format.render(ComparisonSections.of(document)));
    html.write(() -> ComparisonPage.of(document));
    return document.exitStatus();
  }

  /** Prints a document as JSON, or else what {@code text} makes of it. */
  private void print(Object document, Supplier<String> text) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? Escaped.json(Json.write(document)) : text.get());
    if (out.checkError()) {
      throw new IOException("the verdict cannot be written to standard output");
    }
  }

  private int maps(List<Path> files) throws IOException {
    if (mail || limitPercent != null) {
      throw new IllegalArgumentException("--mail and --limit are for runs, not for maps");
    }
    List<List<MapRow>> maps = new ArrayList<>();
    for (Path file : files) {
      maps.add(SavedMap.read(file));
    }
    MapLadder ladder = MapLadder.of(mapNames(files), maps);
    List<Section> sections = MapSections.of(ladder);
    print(ladder, () -> format.render(sections));
    html.write(() -> TextPage.of("rtnlab compare", sections));
    return ladder.worse() > 0 ? ComparisonDocument.WORSE : ComparisonDocument.NO_WORSE;
  }

  /** The files' names, and their whole paths where two are called alike. */
  private static List<String> mapNames(List<Path> files) {
    List<String> names =
        files.stream().map(file -> file.getFileName().toString().replace(".json", "")).toList();
    return names.stream().distinct().count() == names.size()
        ? names
        : files.stream().map(Path::toString).toList();
  }

  private int series(String range) throws IOException, InterruptedException {
    if (boots < 2) {
      throw new IllegalArgumentException("--boots is at least 2, and 6 to judge one operation");
    }
    if (mail) {
      throw new IllegalArgumentException("--mail compares two kernels: name two of them");
    }
    if (html.isWanted()) {
      throw new IllegalArgumentException(
          "--html draws kernels that were measured: compare the folders that --series leaves");
    }
    BisectPlan plan = options.plan(boots, names);
    PrintWriter err = spec.commandLine().getErr();
    SeriesDocument document =
        Series.compare(
            plan,
            options.folder("series"),
            TreeOptions.boots(plan),
            range,
            seed,
            limitPercent,
            line -> {
              err.println(line);
              err.flush();
            });
    print(document, () -> format.render(SeriesSections.of(document)));
    return document.exitStatus();
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(List.of("rtnlab", "compare"));
    command.addAll(names);
    if (limitPercent != null) {
      command.addAll(List.of("--limit", limitPercent.toString()));
    }
    return command;
  }
}
