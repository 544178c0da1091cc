// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.probes.stack.SleepReason.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stacks as Linux 6.18 gave them when the owner of the RTNL left its CPU. */
class SleepReasonTest {

  @Test
  void aGracePeriodIsNamedByTheFunctionThatTheCallerKnows() {
    assertEquals(
        new SleepReason(Kind.RCU, "synchronize_rcu_expedited"),
        SleepReason.of(
            List.of(
                "__schedule",
                "schedule",
                "synchronize_rcu_expedited",
                "unregister_netdevice_many_notify",
                "rtnl_dellink",
                "rtnetlink_rcv_msg")));
  }

  @Test
  void theOutermostDecides() {
    assertEquals(
        new SleepReason(Kind.RCU, "rcu_barrier"),
        SleepReason.of(
            List.of(
                "__schedule",
                "schedule_preempt_disabled",
                "__mutex_lock.constprop.0",
                "rcu_barrier",
                "netdev_run_todo")));
  }

  @Test
  void aPageOfUserSpaceIsMemory() {
    assertEquals(
        new SleepReason(Kind.MEMORY, "handle_userfault"),
        SleepReason.of(List.of("schedule", "handle_userfault", "do_anonymous_page", "dev_ifconf")));
  }

  @Test
  void anUnknownSleepIsNamedByWhatCalledTheScheduler() {
    assertEquals(
        new SleepReason(Kind.OTHER, "some_driver_open"),
        SleepReason.of(
            List.of(
                "__traceiter_sched_switch",
                "__schedule",
                "schedule",
                "schedule_timeout",
                "__wait_for_common",
                "wait_for_completion",
                "some_driver_open.isra.0",
                "__dev_open")));
  }

  @Test
  void withoutAStackNothingIsReported() {
    assertEquals(SleepReason.UNKNOWN_REASON, SleepReason.of(List.of()));
    assertEquals(SleepReason.UNKNOWN_REASON, SleepReason.of(List.of("__schedule", "schedule")));
  }
}
