// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.lab.Main;
import io.rtnlab.lab.job.NamedJobs;
import io.rtnlab.lab.run.RunSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class JobArgumentsTest {
  @SuppressWarnings("UnusedVariable") // the names of the parameterised tests
  private static final List<String> NAMES = NamedJobs.NAMES;

  @TempDir private Path temporary;

  @ParameterizedTest(name = "{0}")
  @FieldSource("NAMES")
  void everyNamedJobSaysWhatItReproducesAndMakesSense(String name) throws Exception {
    String text = NamedJobs.text(name);
    for (String head : List.of("# Reproduces: ", "# Source: ", "# Expect: ")) {
      assertTrue(text.contains(head), head);
    }
    RunSettings settings = JobArguments.parse(JobArguments.of(name)).settings();
    assertTrue(settings.asked().threads() >= 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "threads 4               | 1: \"threads 4\" is neither",
        "nonsense = 1            | 1: there is no option \"nonsense\"; there are ack, audit",
        "threads = many          | 1: ",
        "batch = 0               | 1: --batch is from 1",
        "next-hop = yes          | 1: next-hop is true or false",
        "mix = nonsense=1        | 1: There is no operation \"nonsense\"",
        "links = 1\\nlinks = 2    | 2: a second \"links\"",
        "poisson = true          | 1: --poisson spreads a rate",
        "[a]\\nrate = -1          | 2: A rate must be more than 0",
        "[a]\\nthreads = 0        | 2: threads is a whole number from 1",
        "[a]\\n"
            + "links = 5          | 2: a group has no \"links\"; it has mix, threads, rate,"
            + " poisson",
        "[a]\\n"
            + "threads = 1        | 1: the group \"a\" needs a mix: write below it for example mix"
            + " =",
        "threads = 0             | 1: The number of threads must be from 1",
        "links = 5\\nrate = -1    | 2: A rate must be more than 0",
        "requests = 0            | 1: ",
        "# only a remark         | 1: no line says anything",
        "[a                      | 1: \"[a\" is neither",
        "[a]\\nmix = null\\n[a]\\n | 3: a second group [a]",
        "duration = 1s\\nrequests = 5 | 1: --duration and --requests both"
      })
  void aBadLineIsRefusedWithItsFileAndNumber(String text, String expected) throws Exception {
    Path file = Files.writeString(temporary.resolve("bad.job"), text.replace("\\n", "\n"));
    StringWriter err = new StringWriter();
    int status =
        Main.commandLine("run", file.toString())
            .setErr(new PrintWriter(err))
            .execute("run", file.toString());
    assertEquals(ExitCode.USAGE, status, err::toString);
    assertTrue(err.toString().contains("bad.job:" + expected), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
  }

  @Test
  void aFileThatIsNotUtf8IsRefusedWithItsLine() throws Exception {
    Path file = temporary.resolve("a.job");
    Files.write(file, "# caf\u00e9\nlinks = 5\n".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(
        refused(file).endsWith("a.job:1: the file is not UTF-8: convert it by iconv -t UTF-8"));
    Files.write(file, "links = 5\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(refused(file).contains("a.job:2: the file is not UTF-8"));
    Files.write(file, "links = 5\n".getBytes(StandardCharsets.UTF_16));
    assertTrue(refused(file).contains("iconv -f UTF-16 -t UTF-8"));
  }

  @Test
  void aByteOrderMarkAndForeignLineEndsAreNoPartOfALine() throws Exception {
    Path file = Files.writeString(temporary.resolve("a.job"), "\ufefflinks = 5\r\n");
    assertEquals(List.of("--links", "5"), JobArguments.of(file.toString()));
  }

  @Test
  void aFolderIsNoJob() {
    assertTrue(refused(temporary).endsWith(" is a folder: name the job file in it"));
  }

  /** A shell's {@code <(…)}. */
  @Test
  void aPipeIsAJob() throws Exception {
    Path pipe = temporary.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Files.write(
                        pipe,
                        "links = 5\n".getBytes(StandardCharsets.UTF_8),
                        StandardOpenOption.WRITE);
                  } catch (IOException closed) {
                    throw new UncheckedIOException(closed);
                  }
                });
    assertEquals(List.of("--links", "5"), JobArguments.of(pipe.toString()));
    writer.join();
  }

  private static String refused(Path job) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> JobArguments.of(job.toString()))
            .getMessage());
  }

  @Test
  void anUnknownJobIsAnsweredWithTheKnownOnes() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> JobArguments.of("routing-demon"));
    assertTrue(String.valueOf(refused.getMessage()).contains("the jobs are routing-daemon, tc-"));
  }

  @Test
  void aFileSaysWhatTheCommandLineSays() throws Exception {
    Path file =
        Files.writeString(
            temporary.resolve("own.job"),
            """
            # a comment
            links = 7
            shared-netns = true
            next-hop = false

            [daemon]
            threads = 2
            mix = route-insert=3,link-get

            [agent]
            rate = 10
            poisson = true
            mix = link-dump
            """);
    List<String> expected =
        List.of(
            "--links",
            "7",
            "--shared-netns",
            "--group",
            "daemon;threads=2;mix=route-insert=3,link-get",
            "--group",
            "agent;rate=10;poisson=true;mix=link-dump");
    assertEquals(expected, JobArguments.of(file.toString()));
    RunSettings settings = JobArguments.parse(expected).settings();
    assertEquals(3, settings.asked().threads());
    assertEquals(Map.of("route-insert", 3, "link-get", 1, "link-dump", 1), settings.asked().mix());
    assertEquals(
        List.of("daemon", "agent"), settings.groups().stream().map(g -> g.name()).toList());
  }

  @Test
  void whatIsTypedReplacesTheJobs() {
    List<String> job = List.of("--requests", "30", "--links", "5");
    List<String> changed = JobArguments.changed(job, List.of("--duration", "1s", "--links", "6"));
    assertEquals(List.of("--links", "5", "--duration", "1s", "--links", "6"), changed);
    assertEquals(6, JobArguments.parse(changed).settings().asked().choices().links());
    assertEquals(
        List.of("--warm-up-requests", "9"),
        JobArguments.changed(List.of("--warm-up", "1s"), List.of("--warm-up-requests", "9")));
  }

  @Test
  void aRepeatedRunWritesAFolderOfItsOwn() {
    assertEquals(
        List.of("--links", "5"),
        JobArguments.repeated(
            List.of("run", "--html", "p", "--out", "x", "--links", "5", "--out=y")));
  }
}
