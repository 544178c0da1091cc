// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hung;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.hung.Hang.Outcome;
import io.rtnlab.probes.recording.FileKind;
import io.rtnlab.probes.recording.ReadProgress;
import io.rtnlab.probes.recording.RecordedInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Most logs are of public bug reports, cut short, with names of hosts and users replaced; dev-lock
 * is of a guest with Linux 7.3.4 whose ethtool slept in a page fault. Written by hand after a
 * public report are lockdep-6.11 (whole), the head of owner-not-dumped-6.17, and header and victim
 * of rcu-holder-old.
 */
class HangTest {
  @ParameterizedTest
  @CsvSource({
    "dev-lock-7.3.4,       ROOT_KNOWN,  ethtool-holder[111], victim[113] victim2[114]",
    "wiphy-arm-6.6,        ROOT_KNOWN,  iw[4213],            kworker/0:2[2256] scanner[4229]",
    "wiphy-5.12,           ROOT_KNOWN,  iw[2671],            ''",
    "unregister-arm-6.x,   ROOT_KNOWN,  iwd[473],            ''",
    "rcu-holder-old,       ROOT_KNOWN,  ifconfig[26200],     pppd[26334]",
    "owner-not-dumped-6.17,ROOT_KNOWN,  NetworkManager[1374], .desktop-wr[2500]",
    "lockdep-6.11,         ROOT_KNOWN,  worker[5301],        kworker/0:7[5266] worker[5302]",
    "no-holder-5.3-journal,CANNOT_TELL, '',                  NetworkManager[1005]",
    "no-holder-arm64-5.4,  CANNOT_TELL, '',                  iw[7415]",
    "mac80211-arm64-5.10,  CANNOT_TELL, '',                  kworker/0:1[24308]",
    "no-stacks-4.19,       CANNOT_TELL, '',                  ''",
    "wireless-6.0,         CANNOT_TELL, '',                  NetworkManager[1706]",
    "shutdown-5.11,        CANNOT_TELL, '',                  kworker/u16:1[107]",
    "after-hold-sysrq-w-4.9,NONE,       '',                  ''",
    "pernet-3.10,          NONE,        '',                  ''",
    "quiet,                NONE,        '',                  ''",
  })
  void namesRootAndWaiters(String log, Outcome outcome, String root, String waiters)
      throws IOException {
    Hang hang = of(log);
    assertEquals(outcome, hang.outcome());
    assertEquals(
        root,
        hang.chain().isEmpty()
            ? ""
            : hang.chain().getLast().comm() + "[" + hang.chain().getLast().pid() + "]");
    assertEquals(
        waiters,
        hang.waiters().stream()
            .sorted(java.util.Comparator.comparingInt(HangWaiter::pid))
            .map(waiter -> waiter.comm() + "[" + waiter.pid() + "]")
            .collect(Collectors.joining(" ")));
  }

  @Test
  void theRootOfTheChainNeverHadTheRtnl() throws IOException {
    Hang hang = of("dev-lock-7.3.4");
    assertEquals(
        List.of("rtnl_mutex", "dev->lock"), hang.chain().stream().map(HangTask::has).toList());
    assertEquals("asleep in handle_userfault", hang.chain().getLast().state());
  }

  @Test
  void withoutTheKernelsLinesTheHolderIsLikelyOnly() throws IOException {
    String log =
        text("dev-lock-7.3.4")
            .lines()
            .filter(line -> !line.contains("likely owned"))
            .collect(Collectors.joining("\n"));
    Hang hang = read(log);
    assertEquals("ethtool-holder", hang.chain().getLast().comm());
    assertTrue(hang.doubts().stream().anyMatch(doubt -> doubt.contains("likely, not sure")));
  }

  /** Consoles leave stacks out by their log level: five tasks hung, and for what is not known. */
  @Test
  void hungTasksWithoutStacksAreNotNothing() throws IOException {
    Hang hang = of("no-stacks-4.19");
    assertTrue(hang.doubts().getFirst().startsWith("5 tasks hung without a stack"));
    assertTrue(hang.missing().getFirst().startsWith("the stacks: dmesg"));
    assertEquals(0, hang.others());
  }

  @Test
  void framesAfterTheHoldAreNoHold() throws IOException {
    assertTrue(of("after-hold-sysrq-w-4.9").doubts().getFirst().contains("after the hold"));
  }

  @Test
  void timeStampsMakeNoDifference() throws IOException {
    String bare =
        text("dev-lock-7.3.4")
            .lines()
            .map(line -> line.replaceFirst("^\\[ *[\\d.]+\\] ?", ""))
            .collect(Collectors.joining("\n"));
    assertEquals(of("dev-lock-7.3.4"), read(bare));
    String syslog =
        text("dev-lock-7.3.4")
            .lines()
            .map(line -> "Nov 30 00:44:42 a-host kernel: " + line)
            .collect(Collectors.joining("\r\n"));
    assertEquals(of("dev-lock-7.3.4"), read(syslog));
  }

  /** Each known by its first bytes, and read as the plain log; %s is a line without time. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "dmesg              | [   13.778438] %s",
        "dmesg --color      | `\033[32m[   13.778438] \033[0m\033[33m%s\033[0m`",
        "dmesg --decode     | kern  :err   : [   13.778438] %s",
        "dmesg --show-delta | [   13.778438 <    0.000012>] %s",
        "dmesg --human      | [Nov30 00:44] %s",
        "dmesg --human, on  | [  +0.000012] %s",
        "dmesg --raw        | <3>[   13.778438] %s",
        "printk callers     | [   13.778438][  T112] %s",
        "short              | Nov 30 00:44:42 host kernel: %s",
        "short-precise      | Nov 30 00:44:42.123456 host kernel: %s",
        "short-full         | Mon 2026-11-30 00:44:42 UTC host kernel: %s",
        "short-unix         | 1796001882.123456 host kernel: %s",
        "short-monotonic    | [   13.778438] host kernel: %s",
        "verbose            | `    MESSAGE=%s`",
        "export             | MESSAGE=%s",
        "serial console     | `[   13.778438] %s\r\r`",
        "console, CR first  | `\r[   13.778438] %s`",
        "json               | {\"_BOOT_ID\":\"0\",\"MESSAGE\":\"%s\",\"_TRANSPORT\":\"kernel\"}",
        "json-pretty        | `\t\"_BOOT_ID\" : \"0\",\n\t\"MESSAGE\" : \"%s\",`",
        "dmesg --json       | `   \"dmesg\": [\n \"pri\": 3,\n \"msg\": \"%s\"\n},{`"
      })
  void whatIsPutAroundALineMakesNoDifference(String name, String form, @TempDir Path folder)
      throws IOException {
    boolean json = form.contains("\"");
    String wrapped =
        text("dev-lock-7.3.4")
            .lines()
            .map(line -> line.replaceFirst("^\\[ *[\\d.]+\\] ?", ""))
            .map(line -> json ? line.replace("\\", "\\\\").replace("\"", "\\\"") : line)
            .map(line -> form.replace("%s", line))
            .collect(Collectors.joining("\n"));
    assertEquals(of("dev-lock-7.3.4"), read(wrapped));
    String quiet = form.replace("%s", "eth0: link becomes ready") + "\n";
    Path file = Files.writeString(folder.resolve("log"), quiet.repeat(3));
    try (RecordedInput input = RecordedInput.open(file)) {
      if (!List.of("verbose", "export").contains(name)) { // known by a line of their own
        assertEquals(FileKind.KERNEL_LOG, input.kind());
      }
    }
  }

  /** Known as a kernel log by their reports alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/dev/kmsg            | 3,512,13778438,-;%s",
        "/dev/kmsg, callers   | 3,512,13778438,-,caller=T112;%s",
        "quoted by a mail     | > [   13.778438] %s",
        "quoted without times | > %s",
        "quoted twice         | > > [   13.778438] %s",
        "indented             | `    [   13.778438] %s`",
        "indented, no times   | `    %s`",
        "a stream of syslog   | kern: [   13.778438] %s",
        "a server of consoles | a-host console: %s"
      })
  void whatPeoplePutAroundALineMakesNoDifference(String name, String form) throws IOException {
    String wrapped =
        text("dev-lock-7.3.4")
            .lines()
            .map(line -> form.replace("%s", line.replaceFirst("^\\[ *[\\d.]+\\] ?", "")))
            .collect(Collectors.joining("\n"));
    assertEquals(of("dev-lock-7.3.4"), read(wrapped), name);
  }

  @Test
  void linesOfOtherProgramsInAJournalAsJsonAreNoKernels() throws IOException {
    String other =
        text("dev-lock-7.3.4")
            .lines()
            .map(
                line ->
                    "{\"MESSAGE\":\"" + line.replace("\"", "") + "\",\"_TRANSPORT\":\"stdout\"}")
            .collect(Collectors.joining("\n"));
    assertEquals(Outcome.NONE, read(other).outcome());
  }

  @Test
  void aLogCutAtAnyByteIsRead() throws IOException {
    String log = text("dev-lock-7.3.4");
    for (int cut = 0; cut < log.length(); cut += 211) {
      Hang head = read(log.substring(0, cut));
      Hang tail = read(log.substring(cut));
      for (Hang hang : List.of(head, tail)) {
        assertTrue(
            hang.chain().isEmpty()
                || List.of("ethtool-holder", "mtu-setter").contains(hang.chain().getLast().comm()),
            "cut at " + cut + ": " + hang);
      }
    }
  }

  @Test
  void linesOfTwoCpusAreKeptApartByTheirCallers() throws IOException {
    List<String> holder = text("rcu-holder-old").lines().limit(17).toList();
    List<String> waiter = text("rcu-holder-old").lines().skip(17).toList();
    StringBuilder mixed = new StringBuilder();
    for (int i = 0; i < Math.max(holder.size(), waiter.size()); i++) {
      if (i < holder.size()) {
        mixed.append(holder.get(i).replaceFirst("\\]", "][   T38]")).append('\n');
      }
      if (i < waiter.size()) {
        mixed.append(waiter.get(i).replaceFirst("\\]", "][   C2]")).append('\n');
      }
    }
    assertEquals(of("rcu-holder-old").chain(), read(mixed.toString()).chain());
  }

  @Test
  void namesMayHoldSpacesAndColons() throws IOException {
    Hang hang = read(text("rcu-holder-old").replace("pppd", "web: x 1"));
    assertEquals("web: x 1", hang.waiters().getFirst().comm());
  }

  @Test
  void tasksOfAnEarlierBootAreNotMixedIn() throws IOException {
    Hang hang = read(text("rcu-holder-old") + text("quiet") + text("wiphy-5.12"));
    assertEquals("iw", hang.chain().getLast().comm());
    assertTrue(hang.waiters().isEmpty());
  }

  @Test
  void twoCandidatesAreNoAnswer() throws IOException {
    String log = text("rcu-holder-old");
    String second = log.replace("ifconfig", "brctl").replace("26200", "26201");
    Hang hang = read(log + second.substring(0, second.indexOf("[36754.261217]")));
    assertEquals(Outcome.CANNOT_TELL, hang.outcome());
    assertTrue(hang.doubts().getFirst().contains("brctl[26201]"), hang::toString);
  }

  @Test
  void aFolderOfStacksHasNoMutexLockFrames(@TempDir Path folder) throws IOException {
    task(folder, 111, "ethtool", 'S', "handle_userfault", "_copy_to_user", "dev_ethtool");
    task(folder, 112, "mtu", 'D', "dev_set_mtu", "dev_ifsioc", "dev_ioctl", "sock_do_ioctl");
    task(folder, 113, "victim", 'D', "dev_ioctl", "sock_do_ioctl", "__x64_sys_ioctl");
    task(folder, 114, "idle one", 'S', "do_epoll_wait", "do_syscall_64");
    Hang hang = HangAnalysis.of(ProcStacks.read(folder));
    assertEquals("ethtool", hang.chain().getLast().comm());
    assertEquals("mtu", hang.chain().getFirst().comm());
    assertEquals(List.of("victim"), hang.waiters().stream().map(HangWaiter::comm).toList());
  }

  @Test
  void aFolderWithoutStacksSaysWhatItShouldHold(@TempDir Path folder) {
    IOException refused =
        org.junit.jupiter.api.Assertions.assertThrows(
            IOException.class, () -> ProcStacks.read(folder));
    assertTrue(String.valueOf(refused.getMessage()).contains("PID/stack"));
  }

  /** Without root the files are empty, or hold the words of cat. */
  @ParameterizedTest
  @CsvSource({"''", "cat: /proc/111/stack: Permission denied"})
  void stacksThatCouldNotBeReadAreNotNothing(String stack, @TempDir Path folder)
      throws IOException {
    task(folder, 111, "ip", 'S');
    Files.writeString(folder.resolve("111/stack"), stack);
    Hang hang = HangAnalysis.of(ProcStacks.read(folder));
    assertEquals(Outcome.CANNOT_TELL, hang.outcome());
    assertTrue(hang.missing().getFirst().contains("as root"), hang::toString);
  }

  @Test
  void aTaskInStateDWithoutAStackIsNotNothing(@TempDir Path folder) throws IOException {
    task(folder, 111, "ip", 'D');
    task(folder, 114, "idle one", 'S', "do_epoll_wait", "do_syscall_64");
    Hang hang = HangAnalysis.of(ProcStacks.read(folder));
    assertEquals(Outcome.CANNOT_TELL, hang.outcome());
    assertTrue(hang.doubts().getFirst().startsWith("1 task sleeps in state D"), hang::toString);
  }

  @Test
  void reportsBehindAnUnknownPrefixAreCounted() throws IOException {
    Hang hang =
        read(
            text("dev-lock-7.3.4")
                .lines()
                .map(line -> "@@rack7/12@@ " + line)
                .collect(Collectors.joining("\n")));
    assertEquals(Outcome.CANNOT_TELL, hang.outcome());
    assertTrue(hang.doubts().getFirst().contains("a form that is not known"), hang::toString);
    assertTrue(hang.missing().getFirst().contains("dmesg"), hang::toString);
  }

  @Test
  void aStackWithoutItsHeadMayWait() throws IOException {
    String waiter =
        """
         <TASK>
         __schedule+0x3e1/0x1500
         schedule+0x27/0xf0
         __mutex_lock.constprop.0+0x32f/0x620
         rtnetlink_rcv_msg+0x121/0x400
         netlink_rcv_skb+0x58/0x110
        """;
    assertCut(read(waiter));
    assertCut(read(waiter.substring(waiter.indexOf(" netlink_rcv_skb"))));
    String other = " __schedule+0x3e1/0x1500\n do_nanosleep+0x5b/0x170\n";
    assertEquals(Outcome.NONE, read(other).outcome());
    assertCut(read(other + "Call Trace:\n" + waiter));
  }

  @Test
  void aTaskInStateDWithoutItsReportMayHold() throws IOException {
    String holder =
        """
        task:kworker/u8:3    state:D stack:0     pid:77    tgid:77    ppid:2      flags:0x00004000
        Call Trace:
         __schedule+0x3e1/0x1500
         synchronize_rcu_normal+0x100/0x110
         unregister_netdevice_many_notify+0x300/0x900
         cleanup_net+0x200/0x400
        """;
    assertCut(read(holder));
    String dump = "sysrq: Show Blocked State\n" + holder;
    assertEquals(Outcome.NONE, read(dump).outcome());
    assertTrue(read(dump + dump).doubts().getFirst().startsWith("2 dumps of sysrq"));
  }

  private static void assertCut(Hang hang) {
    assertEquals(Outcome.CANNOT_TELL, hang.outcome());
    assertTrue(hang.missing().getFirst().startsWith("what was printed before"), hang::toString);
  }

  @Test
  void registersAndGuessesAreNoFrames() {
    assertFalse(isFrame("RIP: 0010:rep_movs_alternative+0x33/0xa0"));
    assertFalse(isFrame("  ? mt_find+0x21e/0x560"));
    assertFalse(isFrame(" #2: ffffffff8fa6f208 (rtnl_mutex){+.+.}-{3:3}, at: rtnl_lock+0xe/0x60"));
    assertTrue(isFrame("[<0>] dev_ioctl+0x264/0x550"));
    assertEquals(
        new Frame("reg_check_chans_work", "cfg80211"),
        Frame.of(" reg_check_chans_work+0x2d/0x400 [cfg80211]"));
    assertEquals(new Frame("__mutex_lock", ""), Frame.of(" __mutex_lock.isra.9+0x148/0x518"));
  }

  private static boolean isFrame(String line) {
    return Frame.of(line) != null;
  }

  private static void task(Path folder, int pid, String comm, char state, String... functions)
      throws IOException {
    Path task = Files.createDirectories(folder.resolve(String.valueOf(pid)));
    Files.writeString(task.resolve("status"), "Name:\t" + comm + "\nState:\t" + state + " (x)\n");
    Files.writeString(
        task.resolve("stack"),
        List.of(functions).stream()
            .map(function -> "[<0>] " + function + "+0x10/0x20\n")
            .collect(Collectors.joining()));
  }

  private static Hang of(String log) throws IOException {
    return read(text(log));
  }

  private static Hang read(String log) throws IOException {
    return HangAnalysis.of(
        LogReader.read(
            new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), ReadProgress.NONE));
  }

  private static String text(String log) {
    try (InputStream in = HangTest.class.getResourceAsStream(log + ".txt")) {
      return new String(
          java.util.Objects.requireNonNull(in, log).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
