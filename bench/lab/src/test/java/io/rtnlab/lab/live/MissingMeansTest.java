// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.probes.ftrace.TracepointsProbe;
import io.rtnlab.results.Json;
import io.rtnlab.results.RunDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that lacks what a probe needs says so, and goes on with what is left. */
class MissingMeansTest {
  @TempDir private Path temporary;

  @Test
  void withoutTypeInformationTheTracepointsServe() throws Exception {
    needsBoth();
    RunDocument.Probe probe = probe(hiding("mount -t tmpfs none /sys/kernel/btf"));
    assertEquals("tracepoints", probe.name());
    assertTrue(probe.why().contains("not bpf: "), probe::why);
    assertTrue(probe.why().contains("BTF"), probe::why);
  }

  @Test
  void withoutTheLibraryTheTracepointsServe() throws Exception {
    needsBoth();
    RunDocument.Probe probe =
        probe(
            hiding(
                "for lib in $(ldconfig -p | sed -n 's/.*libbpf.so.1 .*=> //p')"
                    + "; do mount --bind /dev/null \"$(readlink -f \"$lib\")\"; done"));
    assertEquals("tracepoints", probe.name());
    assertTrue(probe.why().contains("not bpf: libbpf.so.1 "), probe::why);
  }

  @Test
  void withoutCapabilitiesTheLoadRunsUnwatched() throws Exception {
    Live.needsNamespaces();
    // Root is the owner of a tracefs that is mounted, in a user namespace too.
    RunDocument.Probe probe =
        probe(
            List.of(
                "unshare",
                "-Urnm",
                "sh",
                "-c",
                "cd /sys/kernel/tracing && [ ! -e trace_clock ] || mount -t tmpfs none \"$PWD\"; cd"
                    + " \"$OLDPWD\" && exec \"$@\"",
                "sh"));
    assertEquals("none", probe.name());
    assumeFalse(probe.why().contains("libbpf"), "needs bpf: libbpf is not installed");
    assertTrue(probe.why().contains("grant CAP_BPF"), probe::why);
    assertTrue(probe.why().contains("tracefs"), probe::why);
  }

  @Test
  void onAFullDiskThereIsAReportAllTheSame() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "needs root: mounts of its own");
    Live.needsNamespaces();
    Path disk = Files.createDirectory(temporary.resolve("disk"));
    try (Program program =
        Program.start(
            temporary,
            hiding("mount -t tmpfs -o size=64k none '" + disk + "'"),
            "run",
            "--json",
            "--mix",
            "route-insert",
            "--requests",
            "20000",
            "--warm-up",
            "0",
            "--keep-segments",
            "--html",
            disk.resolve("page.html").toString(),
            "--out",
            disk.resolve("run").toString())) {
      assertEquals(1, program.await(), program.err());
      assertEquals(20_000, Json.readRun(program.out()).operations().getFirst().count());
      assertTrue(program.err().contains("RTNL WAITING"), program.err());
      assertTrue(
          program.err().contains("rtnlab: the report is whole, but the run's folder is not: "),
          program.err());
      assertTrue(program.err().contains("No space left on device"), program.err());
    }
  }

  private static void needsBoth() {
    assumeTrue(System.getProperty("user.name").equals("root"), "needs root: mounts of its own");
    Live.needsNamespaces();
    Live.needs(new BpfProbe(), "bpf");
    Live.needs(new TracepointsProbe(), "tracefs");
  }

  private static List<String> hiding(String mount) {
    return List.of("unshare", "--mount", "sh", "-c", mount + "; exec \"$@\"", "sh");
  }

  private RunDocument.Probe probe(List<String> prefix) throws Exception {
    try (Program program =
        Program.start(
            temporary,
            prefix,
            "run",
            "--json",
            "--mix",
            "route-insert",
            "--requests",
            "300",
            "--warm-up",
            "0",
            "--out",
            temporary.resolve("run").toString())) {
      assertEquals(0, program.await(), program.err());
      RunDocument run = Json.readRun(program.out());
      assertEquals(300, run.operations().getFirst().count());
      assertEquals(run.checks().routes().reported(), run.checks().routes().counted());
      return run.probe();
    }
  }
}
