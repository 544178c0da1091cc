package io.rtnlab.lab.cli;

import io.rtnlab.lab.doctor.Doctor;
import io.rtnlab.lab.doctor.Finding;
import io.rtnlab.probes.Availability;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rtnlab doctor}: what can be measured here, what not, and what would unlock it. */
@Command(
    name = "doctor",
    description = "Says what this kernel and this account can measure, and why not the rest.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Doctor.whereWeAre());
    List<Finding> findings = Doctor.examine();
    for (Finding finding : findings) {
      switch (finding.outcome()) {
        case Availability.Available works ->
            out.printf("  yes  %-16s %s%n", finding.name(), finding.gain());
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
