// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.lab.doctor.Calibrating;
import io.rtnlab.lab.doctor.CalibrationPlan;
import io.rtnlab.lab.doctor.Doctor;
import io.rtnlab.lab.doctor.Finding;
import io.rtnlab.probes.Availability;
import io.rtnlab.results.CalibrationDocument;
import io.rtnlab.results.Json;
import io.rtnlab.results.report.calibration.CalibrationReport;
import io.rtnlab.results.report.format.Format;
import io.rtnlab.results.report.format.Wrapped;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rtnlab doctor}: what can be measured here, what not, and what would unlock it. */
@Command(
    name = "doctor",
    description = "Says what this kernel and this account can measure, and why not the rest.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--calibrate",
      description =
          "Holds the RTNL on purpose for known lengths of time, and says how far each backend is"
              + " off. Whatever else configures networks on this machine waits meanwhile.")
  private boolean calibrate;

  @Option(
      names = "--holds",
      paramLabel = "TIME[,…]",
      split = ",",
      converter = RunOptions.TimeConverter.class,
      defaultValue = "1ms,20ms",
      description = "With --calibrate: how long to hold. (default: ${DEFAULT-VALUE})")
  private List<Duration> holds = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "With --calibrate: holds of each length that are waited for. (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--busy",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "With --calibrate: so many threads insert and delete routes meanwhile. (default:"
              + " ${DEFAULT-VALUE})")
  private int busy;

  @Option(
      names = "--probe",
      paramLabel = "NAME",
      defaultValue = CalibrationPlan.EVERY_PROBE,
      description = "With --calibrate: this backend only. (default: ${DEFAULT-VALUE})")
  private String probe = "";

  @Option(
      names = "--json",
      description =
          "With --calibrate: the result as one JSON object on standard output; text goes to"
              + " standard error.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (json && !calibrate) {
      throw new IllegalArgumentException("--json is of --calibrate: give both");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter text = json ? spec.commandLine().getErr() : out;
    text.println(Doctor.whereWeAre());
    return calibrate ? calibrate(out, text) : examine(out);
  }

  private int calibrate(PrintWriter out, PrintWriter text)
      throws IOException, InterruptedException {
    Calibrating calibrating =
        new Calibrating(new CalibrationPlan(holds, rounds, busy, probe), text);
    PrintWriter err = spec.commandLine().getErr();
    boolean any;
    try (LiveLine _ = new LiveLine(err, calibrating::progress)) {
      any = !calibrating.run().isEmpty();
    }
    CalibrationDocument document = calibrating.document();
    if (any) {
      text.println();
      text.print(ReportFormat.of(Format.TEXT).render(CalibrationReport.of(document)));
    }
    if (json) {
      out.print(Json.write(document));
    }
    text.flush();
    out.flush();
    return any ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static int examine(PrintWriter out) {
    List<Finding> findings = Doctor.examine();
    for (Finding finding : findings) {
      switch (finding.outcome()) {
        case Availability.Available works -> {
          out.printf("  yes  %-16s %s%n", finding.name(), finding.gain());
          finding
              .blindSpots()
              .forEach(
                  spot -> out.print(Wrapped.lines("       cannot see: " + spot, 80, "         ")));
        }
        case Availability.Unavailable(String reason, String remedy) -> {
          out.printf("  no   %-16s %s%n", finding.name(), finding.gain());
          out.printf("       %-16s why: %s%n", "", reason);
          out.printf("       %-16s to unlock: %s%n", "", remedy);
        }
      }
    }
    out.println(Doctor.verdict(findings));
    out.flush();
    return Doctor.canRun(findings) ? ExitCode.DONE : ExitCode.FAILED;
  }
}
