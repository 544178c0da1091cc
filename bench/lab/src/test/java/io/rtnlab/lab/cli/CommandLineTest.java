// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.lab.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Bad input ends in one clear line and a status that says so, before anything is touched. */
class CommandLineTest {
  @TempDir private Path temporary;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--mix nonsense=1        | There is no operation \"nonsense\"",
        "--mix route-insert=0    | weight",
        "--threads 0             | number of threads",
        "--threads -1            | number of threads",
        "--batch 0               | --batch is from 1",
        "--links 0               | --links is from 1",
        "--family 5              | --family is 4 or 6",
        "--ack never             | --ack is each or last",
        "--poisson               | give --rate with it",
        "--rate 0                | rate",
        "--probe nonsense        | there is no probe 'nonsense'; there are: auto, none, bpf",
        "--bridge nonsense       | there is no bridge 'nonsense'; there are: ",
        "--duration 1s --requests 5 | give one of them",
        "--requests 0            | at least 1",
        "--probe-buffer 1        | at least 4096",
        "--looks 0               | at least 10us, not 0 ns",
        "--warm-up 1s --warm-up-requests 5 | give one of them",
        "--warm-up-requests 5 --rate 10 | is a closed loop's",
        "--looks 1ms --probe tracepoints | name bpf first in --probe",
        "--looks 1ms --probe bpf-functions,bpf | name bpf first in --probe",
        "--probe-buffer 2147483647 | is for each of",
        "--audit --probe none    | --audit judges the ledger, which needs a probe",
        "--keep-segments --probe none | --keep-segments keeps what the ledger is made of"
      })
  void aWrongOptionIsReportedInOneLine(String options, String expected) {
    int status = execute(("run " + options + " --out " + temporary.resolve("run")).split(" +", -1));
    assertEquals(ExitCode.USAGE, status, err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains(expected), err.toString());
    assertTrue(Files.notExists(temporary.resolve("run/run.json")));
  }

  /** Only the command asked for is made: its name must be the one that it is looked up by. */
  @Test
  void eachCommandIsFoundByItsName() {
    for (String name : Main.commandLine().getSubcommands().keySet()) {
      assertTrue(Main.commandLine(name).getSubcommands().containsKey(name), name);
    }
  }

  @Test
  void anUnknownDriverIsAnsweredWithTheKnownOnes() {
    String out = temporary.resolve("matrix").toString();
    assertEquals(
        ExitCode.USAGE, execute("matrix", "--driver", "wrong", "--out", out), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains("there is no driver 'wrong'"), err.toString());
  }

  /** picocli would take the file's lines for arguments, and an error prints those. */
  @Test
  void aFileIsNoListOfArguments() throws Exception {
    Path secret = Files.writeString(temporary.resolve("secret"), "root:hash");
    assertEquals(ExitCode.USAGE, execute("run", "@" + secret));
    assertTrue(!err.toString().contains("hash"), err.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "--duration 106751992d",
    "--duration 99999999m",
    "--duration 9223372036854775807s",
    "--duration -1s",
    "--warm-up 99999999999999999999m",
    "--warm-up 1e9s",
    "--warm-up-requests 0",
    "--warm-up-requests 99999999999999999999",
    "--rate NaN",
    "--rate Infinity",
    "--rate -1e300",
    "--threads 2147483647",
    "--links 2147483648",
    "--requests 99999999999999999999"
  })
  void absurdNumbersAreRefused(String options) {
    assertEquals(ExitCode.USAGE, execute(("run " + options).split(" ", -1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--holds 11s    | --holds last more than 0 and at most 10s each",
        "--holds 0      | --holds last more than 0 and at most 10s each",
        "--rounds 0     | --rounds is at least 1",
        "--busy -1      | --busy is from 0 to 1024",
        "--probe wrong  | there is no probe 'wrong'; there are: bpf"
      })
  void aWrongCalibrationIsReportedInOneLine(String options, String expected) {
    assertEquals(
        ExitCode.USAGE, execute(("doctor --calibrate " + options).split(" +", -1)), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains(expected), err.toString());
  }

  @Test
  void aTimeThatIsNoneIsExplained() {
    assertEquals(ExitCode.USAGE, execute("run", "--duration", "soon"));
    assertTrue(err.toString().contains("write 100us, 500ms, 10s or 2m"), err.toString());
  }

  /** Not after ten minutes of load, with the run's status lost. */
  @Test
  void aPageThatExistsIsRefusedBeforeTheRun() throws Exception {
    Path page = Files.writeString(temporary.resolve("page.html"), "mine");
    Path folder = temporary.resolve("run");
    assertEquals(
        ExitCode.FAILED, execute("run", "--html", page.toString(), "--out", folder.toString()));
    assertTrue(err.toString().contains("page.html exists already, and is not"), err.toString());
    assertTrue(Files.notExists(folder), "the run began");
    assertEquals("mine", Files.readString(page));
  }

  @Test
  void anUnwritableFolderFailsBeforeTheRun() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));
    assertEquals(ExitCode.FAILED, execute("run", "--out", file.resolve("x").toString()));
    assertTrue(err.toString().contains("cannot write to the output folder"), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
  }

  @Test
  void aDamagedRunFolderIsReportedInOneLine() throws Exception {
    Files.writeString(temporary.resolve("run.json"), "{\"schema\": 1, \"oper");
    assertEquals(ExitCode.FAILED, execute("report", temporary.toString()));
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains("run.json is damaged"), err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"report folder --section nonsense", "run --section blame,nonsense"})
  void anUnknownSectionIsReportedInOneLine(String command) {
    assertEquals(ExitCode.USAGE, execute(command.split(" ", -1)), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(
        err.toString().contains("there is no section 'nonsense'; there are: time, blame"),
        err.toString());
  }

  @Test
  void aRecordingIsAttributed() throws Exception {
    Path file = temporary.resolve("contention.txt");
    Files.writeString(
        file,
        """
        ip 11/11 [000] 12.000001000: lock:contention_begin: 0xffffffff831f5a60 (flags=SPIN|MUTEX)
        \tffffffff821fbd31 __mutex_lock.constprop.0
        \tffffffff81e7c539 rtnetlink_rcv_msg

        ip 11/11 [000] 12.000002000: lock:contention_begin: 0xffffffff831f5a60 (flags=MUTEX)
        \tffffffff821fbd31 __mutex_lock.constprop.0
        \tffffffff81e7c539 rtnetlink_rcv_msg

        bird 22/22 [001] 12.005000000: sched:sched_waking: comm=ip pid=11 prio=120 target_cpu=000
        ip 11/11 [000] 12.005001000: lock:contention_end: 0xffffffff831f5a60 (ret=0)
        """);
    assertEquals(ExitCode.DONE, execute("attribute", file.toString()), err.toString());
    assertTrue(out.toString().contains("2 of 2 waits whose stack"), out.toString());
    assertTrue(
        out.toString().lines().anyMatch(line -> line.matches("ip.* bird +inferred +5.00 ms.*")),
        out.toString());
    assertEquals(ExitCode.DONE, execute("attribute", "--json", file.toString()));
    assertTrue(out.toString().contains("\"mutexAddress\" : \"0xffffffff831f5a60\""));
  }

  @Test
  void whatIsNoRecordingIsReportedInOneLine() throws Exception {
    Path file = temporary.resolve("some.dat");
    assertEquals(ExitCode.FAILED, execute("attribute", file.toString()));
    Files.writeString(file, "no recording\n");
    assertEquals(ExitCode.FAILED, execute("attribute", file.toString()));
    assertEquals(2, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains("neither a trace.dat nor"), err.toString());
    assertEquals(ExitCode.USAGE, execute("attribute", "--mutex", "rtnl", file.toString()));
  }

  @Test
  void helpNamesEveryCommand() {
    assertEquals(ExitCode.DONE, execute("--help"));
    for (String command :
        new String[] {"run", "report", "attribute", "doctor", "generate-completion"}) {
      assertTrue(out.toString().contains(command), command);
    }
  }

  @Test
  void anUnknownCommandIsAUsageError() {
    assertNotEquals(ExitCode.DONE, execute("rnu"));
    assertTrue(err.toString().contains("rnu"), err.toString());
  }

  @Test
  void experimentsAreListedWithin80Columns() {
    assertEquals(ExitCode.DONE, execute("experiment"));
    assertTrue(out.toString().contains("pod-burst: "), out.toString());
    out.toString().lines().forEach(line -> assertTrue(line.length() <= 80, line));
  }

  @Test
  void operationsAreListed() {
    assertEquals(ExitCode.DONE, execute("run", "--list"));
    assertTrue(out.toString().contains("route-insert"), out.toString());
  }

  @Test
  void helpListsEveryCommand() {
    assertEquals(ExitCode.DONE, execute("help"));
    for (String command : List.of("run", "report", "attribute", "matrix", "doctor")) {
      assertTrue(out.toString().contains("\n  " + command + " "), out.toString());
      assertEquals(ExitCode.DONE, execute(command, "--help"));
    }
  }

  /** Picocli wraps at 80 columns: a paragraph is one string, and a line to copy fits in whole. */
  @Test
  void noLineOfAHelpTextIsWrappedBesideItsParagraph() {
    List<String> broken = new ArrayList<>();
    helpTexts()
        .forEach(
            (where, text) -> {
              String before = "";
              for (String line : text) {
                boolean literal = line.isEmpty() || line.startsWith(" ");
                if (literal ? line.length() >= 80 : !before.isEmpty() && !before.startsWith(" ")) {
                  broken.add(where + ": " + line);
                }
                before = line;
              }
            });
    assertEquals(List.of(), broken);
  }

  /** Picocli formats what it prints, and warns on standard error of a lone percent sign. */
  @Test
  void everyHelpTextIsAFormat() {
    helpTexts()
        .forEach(
            (where, text) -> {
              for (String line : text) {
                assertDoesNotThrow(() -> String.format(Locale.ROOT, line), where);
              }
            });
  }

  private static Map<String, String[]> helpTexts() {
    Map<String, String[]> texts = new TreeMap<>();
    Map<String, CommandLine> ours = new TreeMap<>(Main.commandLine("help").getSubcommands());
    ours.keySet().removeAll(Set.of("help", "generate-completion")); // picocli's own
    ours.forEach(
        (name, command) -> {
          CommandSpec spec = command.getCommandSpec();
          texts.put(name, spec.usageMessage().description());
          texts.put(name + ", footer", spec.usageMessage().footer());
          spec.args()
              .forEach(
                  argument ->
                      texts.put(name + " " + argument.paramLabel(), argument.description()));
        });
    return texts;
  }

  /** A page of options would push the one sentence off the screen. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run --threads many   | 2   | many",
        "run --durration 1s   | 2   | --duration",
        "map --rounds x       | 2   | not an int",
        "bill                 | 2   | Missing required parameter",
        "who now              | 2   | now",
        "compare --boots many | 129 | many"
      })
  void whatPicocliRefusesIsNotBuriedUnderAPage(String line, int status, String expected) {
    assertEquals(status, execute(line.split(" ")), err.toString());
    assertTrue(err.toString().startsWith("rtnlab: "), err.toString());
    assertTrue(err.toString().contains(expected), err.toString());
    assertTrue(err.toString().lines().count() <= 3, err.toString());
  }

  /** Java's message would be the bare name of the file. */
  @Test
  void aMissingFileIsSaidToBeMissing() {
    Path missing = temporary.resolve("a.json");
    assertEquals(ExitCode.FAILED, execute("map", "--diff", missing.toString(), missing.toString()));
    assertEquals("rtnlab: " + missing + ": there is no such file\n", err.toString());
  }

  /** Two of them would have the same verdicts, and mean nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"map --diff", "compare"})
  void anEmptyMapIsNotCompared(String command) throws IOException {
    Path empty = Files.writeString(temporary.resolve("empty.json"), "[]");
    String line = command + " " + empty + " " + empty;
    assertTrue(execute(line.split(" ")) != ExitCode.DONE);
    assertTrue(err.toString().contains(empty + " is an empty map"), err.toString());
    assertEquals("", out.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "flame", "export --csv x.csv", "run --again"})
  void aFileIsNotSaidToBeAMissingFolder(String command) throws IOException {
    Path file = Files.writeString(temporary.resolve("trace.txt"), "");
    execute((command + " " + file).split(" "));
    assertTrue(err.toString().contains(file + " is a file"), err.toString());
    assertTrue(err.toString().contains("rtnlab attribute"), err.toString());
  }

  private int execute(String... arguments) {
    CommandLine line = Main.commandLine(arguments);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  /** Four places that waited and two that held, one of them in a module. */
  @Test
  void lockStatisticsAreRead() throws Exception {
    Path file = temporary.resolve("lock_stat");
    Files.writeString(
        file,
        """
        lock_stat version 0.4
        *WARNING* lock debugging disabled!! - possibly due to a lockdep warning
        rtnl_mutex: 110 112 0.21 49.24 163.91 1.46 21094 66312 0.12 624.42 31589.81 0.48
        ---------------
        rtnl_mutex 45 [<ffffffff8150ad8e>] rtnl_dumpit+0x16e/0x1b0
        rtnl_mutex 5 [<ffffffff8150a09f>] tun_chr_ioctl+0x11f/0x1b0 [tun]
        ---------------
        rtnl_mutex 39 [<ffffffff8150b111>] rtnetlink_rcv_msg+0x31/0x250
        """);
    assertEquals(ExitCode.DONE, execute("attribute", file.toString()), err.toString());
    assertTrue(out.toString().contains("tun_chr_ioctl+0x11f/0x1b0 [tun]"), out.toString());
    assertTrue(out.toString().contains("66,312 times"), out.toString());
    assertTrue(out.toString().contains("had disabled lock debugging"), out.toString());
  }
}
