// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.lab.matrix.Driver;
import io.rtnlab.lab.matrix.GuestBundle;
import io.rtnlab.lab.matrix.KernelList;
import io.rtnlab.lab.matrix.Matrix;
import io.rtnlab.lab.matrix.VagrantFolder;
import io.rtnlab.results.matrix.BootResult;
import io.rtnlab.results.matrix.MatrixFolder;
import io.rtnlab.results.matrix.MatrixPlan;
import io.rtnlab.results.matrix.Outcome;
import io.rtnlab.results.page.MatrixPage;
import io.rtnlab.results.report.format.Format;
import io.rtnlab.results.report.text.MatrixReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rtnlab matrix}: one job on many kernels. */
@Command(
    name = "matrix",
    description = {
      "Runs a job on every kernel of a list, each in a virtual machine, and puts the results side"
          + " by side.",
      "",
      "  rtnlab matrix --kernels stock-6.1,stock-6.12 --boots 3 -- run --requests 2000",
      ""
    },
    mixinStandardHelpOptions = true)
public final class MatrixCommand implements Callable<Integer> {
  private static final DateTimeFormatter FOLDER_NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");
  private static final String HOST = "host";
  private static final int MOST_PARALLEL = 64;
  private static final String LADDER = "ladder";
  private static final Pattern RUNG = Pattern.compile("stock-[0-9]+\\.[0-9]+");
  private static final List<String> DEFAULT_KERNELS =
      List.of("stock-6.1", "stock-6.12", "stock-6.18");

  @Spec private CommandSpec spec;
  @Mixin private HtmlFile html = new HtmlFile();

  @Option(
      names = "--driver",
      paramLabel = "qemu|vagrant|host",
      defaultValue = "qemu",
      description =
          "qemu: direct boot, seconds. vagrant: a Debian of its own, minutes. host: the running"
              + " kernel, no machine. (default: ${DEFAULT-VALUE})")
  private String driver = "";

  @Option(
      names = "--kernels",
      paramLabel = "NAME[,…]",
      split = ",",
      description =
          "Names from vagrant/kernels.yaml, or paths of bzImage files. What is missing is fetched"
              + " or built first; \"ladder\": every stock-MAJOR.MINOR there. (default:"
              + " stock-6.1,stock-6.12,stock-6.18)")
  private List<String> kernels = new ArrayList<>();

  @Option(names = "--list", description = "Lists the kernels that have names, and ends.")
  private boolean list;

  @Option(
      names = "--boots",
      paramLabel = "N",
      defaultValue = "1",
      description = "Boots of each kernel, in random order. (default: ${DEFAULT-VALUE})")
  private int boots;

  @Option(
      names = "--twin",
      description =
          "Boots the first kernel twice in each round, the second time under another name: rtnlab"
              + " compare then knows how far two arms of one kernel come out apart.")
  private boolean twin;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Same seed, same order. (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      defaultValue = "900",
      description =
          "For one boot, without what it takes to fetch or build its kernel; what is not done by"
              + " then has hung. (default: ${DEFAULT-VALUE})")
  private int deadline;

  @Option(
      names = "--retries",
      paramLabel = "N",
      defaultValue = "1",
      description = "Further tries after a hang or a death. (default: ${DEFAULT-VALUE})")
  private int retries;

  @Option(
      names = "--clock",
      paramLabel = "real|instructions",
      defaultValue = "real",
      description =
          "instructions: time in the guest is counted in executed instructions, which repeats on"
              + " any noisy machine, but knows no caches and no parallelism. (default:"
              + " ${DEFAULT-VALUE})")
  private String clock = "";

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Boots N at once. With --clock instructions alone: other times would show the neighbours."
              + " (default: ${DEFAULT-VALUE})")
  private int parallel;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The matrix's folder. (default: rtnlab-runs/matrix-DATE-TIME here)")
  private @Nullable Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Does the boots that this matrix has not done yet, or that failed.")
  private @Nullable Path resume;

  @Parameters(paramLabel = "JOB", description = "What runs in each guest, after --. (default: run)")
  private List<String> job = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    PrintWriter text = spec.commandLine().getOut();
    VagrantFolder vagrant = VagrantFolder.find();
    List<String> names = KernelList.names(Files.readString(vagrant.kernelList()));
    if (list) {
      names.forEach(text::println);
      text.flush();
      return ExitCode.DONE;
    }
    html.requireCanBeMade();
    MatrixFolder folder = folder(names);
    if (parallel < 1 || parallel > MOST_PARALLEL) {
      throw new IllegalArgumentException(
          "--parallel is from 1 to " + MOST_PARALLEL + ", not " + parallel);
    }
    if (parallel > 1 && !folder.plan().countsInstructions()) {
      throw new IllegalArgumentException(
          "--parallel needs --clock instructions: boots at once slow each other down");
    }
    GuestBundle bundle = GuestBundle.prepare(cache());
    Matrix matrix = new Matrix(vagrant, bundle, folder);
    PrintWriter err = spec.commandLine().getErr();
    try (InterruptGuard guard = new InterruptGuard(matrix::stop)) {
      // Elsewhere than on a terminal a line for each boot is enough.
      try (LiveLine _ = new LiveLine(err, LiveLine.isTerminal() ? matrix::progress : () -> "")) {
        matrix.execute(
            parallel,
            (kernel, seconds) -> ready(err, kernel, seconds),
            result -> report(err, result));
      }
      text.print(ReportFormat.of(Format.TEXT).render(MatrixReport.of(folder)));
      text.println("kept in " + folder.path());
      text.flush();
      guard.printed();
    }
    html.write(() -> MatrixPage.of(folder));
    List<BootResult> results = folder.results();
    boolean done =
        results.size() == folder.plan().order().size()
            && results.stream().allMatch(result -> result.outcome() == Outcome.DONE);
    return done ? ExitCode.DONE : ExitCode.FAILED;
  }

  private MatrixFolder folder(List<String> names) throws IOException {
    if (resume != null) {
      return MatrixFolder.existing(resume);
    }
    List<String> chosen = kernels;
    if (driver.equals(HOST)) {
      chosen = List.of(HOST);
    } else if (chosen.isEmpty()) {
      chosen = DEFAULT_KERNELS;
    } else if (chosen.equals(List.of(LADDER))) {
      chosen = names.stream().filter(RUNG.asMatchPredicate()).toList();
    }
    for (String kernel : chosen) {
      if (!driver.equals(HOST) && !kernel.contains("/") && !names.contains(kernel)) {
        throw new IllegalArgumentException(
            "no kernel " + kernel + "; there are " + String.join(", ", names) + ", or give a path");
      }
    }
    MatrixPlan plan =
        new MatrixPlan(
            MatrixPlan.SCHEMA,
            Driver.of(driver).name().toLowerCase(Locale.ROOT),
            clock,
            List.copyOf(chosen),
            boots,
            seed,
            deadline,
            retries,
            job.isEmpty() ? List.of("run") : List.copyOf(job),
            twin);
    Path path =
        out == null
            ? Path.of(
                "rtnlab-runs",
                "matrix-" + LocalDateTime.now(ZoneId.systemDefault()).format(FOLDER_NAME))
            : out;
    return MatrixFolder.create(path, plan);
  }

  static Path cache() {
    String own = System.getenv("RTNLAB_CACHE");
    if (own != null) {
      return Path.of(own);
    }
    String shared = System.getenv("XDG_CACHE_HOME");
    return (shared == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(shared))
        .resolve("rtnlab");
  }

  private static void ready(PrintWriter err, String kernel, double seconds) {
    err.printf(Locale.ROOT, "%-16s ready %20.0f s%n", kernel, seconds);
    err.flush();
  }

  private static void report(PrintWriter err, BootResult result) {
    err.printf(
        Locale.ROOT,
        "%-16s boot %d  %-12s %5.0f s%s%s%n",
        result.boot().arm(),
        result.round(),
        result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        result.seconds(),
        result.attempts() > 1 ? "  (attempt " + result.attempts() + ")" : "",
        result.detail().isEmpty() ? "" : "  " + result.detail());
    err.flush();
  }
}
