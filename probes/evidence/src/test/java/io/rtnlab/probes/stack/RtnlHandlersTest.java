// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stacks as Linux 6.18 gave them, less what they have in common. */
class RtnlHandlersTest {

  @Test
  void theHandlerDecidesWhateverItsDepth() {
    assertEquals(
        Optional.of("RTM_NEWROUTE IPv4"),
        RtnlHandlers.labelOf(
            List.of(
                "try_to_wake_up",
                "wake_up_q",
                "__mutex_unlock_slowpath.isra.0",
                "__rtnl_unlock",
                "netdev_run_todo",
                "inet_rtm_newroute",
                "netlink_rcv_skb",
                "netlink_unicast",
                "netlink_sendmsg")));
  }

  @Test
  void theInnermostKnownFunctionDecides() {
    assertEquals(
        Optional.of("dump"),
        RtnlHandlers.labelOf(
            List.of(
                "__mutex_lock.constprop.0", "rtnl_dumpit", "netlink_dump", "rtnetlink_rcv_msg")));
  }

  @Test
  void whatServesManyKindsOfRequestIsTheLastToDecide() {
    assertEquals(
        Optional.of("RTM_NEWQDISC"),
        RtnlHandlers.labelOf(List.of("genl_rcv_msg", "tc_modify_qdisc", "rtnetlink_rcv_msg")));
    assertEquals(
        Optional.of(new RtnlHandlers.Handler("rtnetlink_rcv_msg", "rtnetlink request", true)),
        RtnlHandlers.of(List.of("__mutex_unlock_slowpath", "rtnetlink_rcv_msg")));
  }

  @Test
  void compilersRenameFunctions() {
    assertEquals(
        Optional.of("RTM_DELLINK"), RtnlHandlers.labelOf(List.of("rtnl_dellink.constprop.0")));
  }

  @Test
  void aStackOfNothingKnown() {
    assertEquals(Optional.empty(), RtnlHandlers.labelOf(List.of("do_syscall_64", "0xffffffff")));
    assertEquals(Optional.empty(), RtnlHandlers.labelOf(List.of()));
  }

  @Test
  void aWorkerDoesWhatTheFunctionOfItsWorkDoes() {
    assertEquals(
        "cleanup_net",
        RtnlHandlers.of(List.of("rtnl_dellink", "cleanup_net", "process_one_work", "worker_thread"))
            .orElseThrow()
            .function());
    RtnlHandlers.Handler unlisted =
        RtnlHandlers.of(List.of("some_driver_work", "process_one_work", "worker_thread"))
            .orElseThrow();
    assertEquals("some_driver_work", unlisted.function());
    assertFalse(unlisted.general());
  }
}
