// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.who;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.Json;
import io.rtnlab.results.report.format.CsvFormat;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhoSectionsTest {
  private static final WhoTask ROOT =
      new WhoTask(
          111,
          110,
          "ethtool",
          "dev_ethtool",
          "asleep in handle_userfault",
          "dev->lock of eth3",
          null,
          4_300_000_000L,
          "/system.slice/sshd.service",
          null);
  private static final WhoTask HOLDER =
      new WhoTask(
          812,
          812,
          "ovs-vswitchd",
          "do_setlink",
          "asleep in __mutex_lock",
          "rtnl_mutex",
          "dev->lock of eth3",
          4_200_000_000L,
          "/kubepods.slice/kubepods-burstable.slice",
          "kube-system/ovs-x2");

  @Test
  void theAnswerComesFirstThenTheRoot() {
    List<WhoWaiter> waiters = new ArrayList<>();
    for (int i = 0; i < 31; i++) {
      waiters.add(new WhoWaiter(2000 + i, "cni", "rtnl_newlink", 4_100_000_000L - i, ""));
    }
    for (int i = 0; i < 4; i++) {
      waiters.add(new WhoWaiter(3000 + i, "kubelet", "rtnl_dumpit", 1_000_000_000L, ""));
    }
    waiters.add(new WhoWaiter(1, "systemd", "", 5, ""));
    waiters.add(new WhoWaiter(2, "ip", "rtnl_setlink", 5, ""));
    assertEquals(
        """
        RTNL held >= 4.20 s; 37 wait, oldest >= 4.10 s
        root    ethtool[111] asleep in handle_userfault; has dev->lock of eth3
        holder  ovs-vswitchd[812] in do_setlink, wants dev->lock of eth3
        pods    holder kube-system/ovs-x2; root sshd.service
        wait    cni x31 rtnl_newlink; kubelet x4 rtnl_dumpit; 2 others
        sure    two looks agree; spinners not visible
        next    rtnlab watch --alarm 500ms
        """,
        text(held(List.of(HOLDER, ROOT), waiters)));
  }

  @Test
  void aHolderAloneIsItsOwnRoot() {
    WhoTask alone =
        new WhoTask(
            7,
            7,
            "ip",
            "dev_ifconf",
            "asleep in handle_userfault",
            "rtnl_mutex",
            null,
            1,
            "",
            null);
    assertTrue(
        text(held(List.of(alone), List.of()))
            .contains(
                """

                root    ip[7], the holder itself
                holder  ip[7] asleep in handle_userfault in dev_ifconf
                pods    holder none
                """));
  }

  @Test
  void anIdleMutexIsIdle() {
    WhoDocument idle =
        new WhoDocument(
            "idle", 0L, 0, null, List.of(), List.of(), List.of("two looks agree"), "0x1", 2);
    assertEquals(
        """
        RTNL idle: no holder, no waiter
        sure    two looks agree
        next    rtnlab watch --alarm 500ms
        """,
        text(idle));
    assertFalse(idle.heldFor(0));
  }

  /** Any process may give itself any name. */
  @Test
  void namesAreEscapedAndLinesStayShort() {
    WhoTask evil =
        new WhoTask(
            7,
            7,
            "\u001b[2J\nRTNL idle",
            "f".repeat(200),
            "running",
            "rtnl_mutex",
            null,
            0,
            "/x/\u009b31m",
            null);
    String text = text(held(List.of(evil), List.of(new WhoWaiter(1, "a\rb", "w\u202e", 1, ""))));
    assertTrue(
        text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c != 0x9b && c != 0x202e)), text);
    assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
    assertTrue(text.lines().count() <= 10, text);
  }

  @Test
  void aLongChainLeavesRoom() {
    List<WhoTask> chain = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      chain.add(HOLDER);
    }
    String text = text(held(chain, List.of(new WhoWaiter(1, "a", "", 1, ""))));
    assertTrue(text.lines().count() <= 10, text);
    assertTrue(text.endsWith("\nnext    rtnlab watch --alarm 500ms\n"), text);
  }

  /** The screen of rtnlab watch has no use for the advice to run rtnlab watch. */
  @Test
  void aScreenShowsTheSameWithoutWhatIsNext() {
    WhoDocument who = held(List.of(HOLDER, ROOT), List.of());
    assertEquals(
        text(who).lines().filter(line -> !line.startsWith("next")).toList(),
        WhoSections.lines(who));
  }

  @Test
  void csvHasARowWhateverTheState() {
    String state = "section,state,held_at_least_ns,waiters,oldest_wait_ns\n";
    WhoDocument idle =
        new WhoDocument("idle", 0L, 0, null, List.of(), List.of(), List.of("sure"), "0x1", 2);
    assertEquals(state + "state,idle,0,0,0\n", new CsvFormat().render(WhoSections.withState(idle)));
    assertEquals(
        state + "state,unknown,,0,0\n",
        new CsvFormat().render(WhoSections.withState(WhoDocument.unknown("no BPF here"))));
    String csv =
        new CsvFormat()
            .render(
                WhoSections.withState(
                    held(List.of(HOLDER, ROOT), List.of(new WhoWaiter(1, "a", "f", 7, "")))));
    assertTrue(csv.startsWith(state + "state,held,4200000000,1,7\n\nsection,task,"), csv);
  }

  @Test
  void theJsonHasTheKeysOfTheDocument() throws IOException {
    String json =
        Json.write(held(List.of(HOLDER, ROOT), List.of(new WhoWaiter(1, "a", "f", 2, "/c"))));
    for (String key :
        List.of(
            "state",
            "heldAtLeastNs",
            "root",
            "chain",
            "waiters",
            "doubts",
            "pid",
            "comm",
            "wants",
            "atLeastNs",
            "cgroup")) {
      assertTrue(json.contains('"' + key + "\" :"), key);
    }
    assertEquals(held(List.of(HOLDER, ROOT), List.of()).root(), ROOT);
  }

  @Test
  void whatIsUnknownSaysWhy() {
    assertEquals("RTNL unknown: no BPF here\n", text(WhoDocument.unknown("no BPF here")));
  }

  private static String text(WhoDocument who) {
    return WhoSections.text(who, new TextFormat(TextStyle.PLAIN));
  }

  private static WhoDocument held(List<WhoTask> chain, List<WhoWaiter> waiters) {
    return new WhoDocument(
        "held",
        4_200_000_000L,
        1_000_000,
        chain.getLast(),
        chain,
        waiters,
        List.of("two looks agree; spinners not visible"),
        "0x1",
        2);
  }
}
