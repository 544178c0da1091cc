// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hung;

import io.rtnlab.probes.stack.RtnlLockers;
import java.util.List;
import java.util.Set;

/**
 * The lock that a task waits for, as far as its stack says it.
 *
 * @param rtnl whether that is the RTNL
 * @param lock its name, or which function asked for it; empty where the task waits for no lock
 * @param caller the function that asked for it; empty where there is none
 */
record WaitingFor(Certainty rtnl, String lock, String caller) {
  /** How sure it is that the lock is the RTNL. */
  enum Certainty {
    SURE,
    /** The function that asked takes the RTNL and other locks too. */
    POSSIBLE,
    NO
  }

  static final String DEVICE_LOCK = "dev->lock";

  private static final String NAMESPACES = "pernet_ops_rwsem";

  static final WaitingFor NOTHING = new WaitingFor(Certainty.NO, "", "");

  private static final List<String> ON_THE_WAY =
      List.of(
          "__switch_to",
          "context_switch",
          "__schedule",
          "schedule",
          "io_schedule",
          "preempt_schedule",
          "__preempt_schedule",
          "native_queued_spin",
          "queued_spin",
          "osq_lock",
          "__down",
          "down_",
          "rwbase_",
          "percpu_",
          "__percpu_");

  /** They ask for the mutex of an interface (include/net/netdev_lock.h), from Linux 6.15 on. */
  private static final Set<String> DEVICE =
      Set.of(
          "netdev_lock",
          "netdev_lock_ops",
          "netdev_ops_lock",
          "netdev_lock_ops_compat",
          "netdev_ops_assert_locked",
          "dev_set_mtu",
          "dev_open",
          "dev_close",
          "dev_change_flags",
          "dev_change_name",
          "dev_set_alias",
          "dev_set_mac_address",
          "dev_set_mac_address_user",
          "dev_set_group",
          "dev_change_carrier",
          "dev_change_tx_queue_len",
          "dev_change_proto_down",
          "dev_xdp_propagate",
          "dev_setifmap",
          "dev_siocbond",
          "dev_siocdevprivate",
          "dev_eth_ioctl",
          "dev_disable_lro",
          "dev_set_promiscuity",
          "dev_set_allmulti",
          "dev_set_hwtstamp",
          "dev_get_hwtstamp",
          "do_setlink",
          "rtnl_newlink_create",
          "netdev_nl_dev_get_doit");

  /** They wait for a wiphy's mutex inside the RTNL, or for the RTNL before it. */
  private static final List<String> WIRELESS = List.of("nl80211_", "cfg80211_", "reg_", "wiphy_");

  /**
   * Reads a stack.
   *
   * @param proc whether it is of {@code /proc/PID/stack}, which leaves {@code __mutex_lock} out
   */
  static WaitingFor of(List<String> functions, char state, boolean proc) {
    int caller = 0;
    boolean mutex = false;
    boolean semaphore = false;
    boolean rtnl = false;
    while (caller < functions.size() && asksForLock(functions.get(caller))) {
      String function = functions.get(caller++);
      mutex |= function.contains("mutex_");
      semaphore |=
          function.startsWith("rwsem_") || function.contains("down_") || function.equals("__down");
      rtnl |= isRtnlLock(function);
    }
    String asked = caller < functions.size() ? functions.get(caller) : "";
    boolean silent = proc && caller == 0 && state != 'R' && state != 'S' && !asked.isEmpty();
    if (rtnl) {
      return new WaitingFor(Certainty.SURE, HeldLock.RTNL, asked);
    }
    if (semaphore && !mutex) {
      return new WaitingFor(Certainty.NO, semaphore(asked), asked);
    }
    if (!mutex && !silent) {
      return NOTHING;
    }
    return switch (RtnlLockers.verdict(functions.subList(caller, functions.size()))) {
      case CERTAIN ->
          asked.equals("netdev_run_todo") && silent
              ? NOTHING
              : new WaitingFor(Certainty.SURE, HeldLock.RTNL, asked);
      case LIKELY, UNKNOWN -> mutex || DEVICE.contains(asked) ? other(asked, functions) : NOTHING;
    };
  }

  private static boolean asksForLock(String function) {
    return ON_THE_WAY.stream().anyMatch(function::startsWith)
        || function.contains("mutex_lock")
        || function.contains("mutex_spin")
        || function.startsWith("rwsem_")
        || isRtnlLock(function);
  }

  private static boolean isRtnlLock(String function) {
    return function.startsWith("rtnl_lock")
        || function.startsWith("rtnl_net_lock")
        || function.startsWith("rtnl_nets_lock");
  }

  private static WaitingFor other(String asked, List<String> functions) {
    if (DEVICE.contains(asked)) {
      return new WaitingFor(Certainty.NO, DEVICE_LOCK, asked);
    }
    if (asked.startsWith("synchronize_rcu_expedited")) {
      return new WaitingFor(Certainty.NO, "rcu_state.exp_mutex", asked);
    }
    if (asked.startsWith("rcu_barrier")) {
      return new WaitingFor(Certainty.NO, "rcu_state.barrier_mutex", asked);
    }
    if (semaphore(asked).equals(NAMESPACES)) {
      return new WaitingFor(Certainty.NO, "net_mutex", asked); // until Linux 4.16
    }
    if (asked.equals("cfg80211_netdev_notifier_call")) {
      // A notifier: the RTNL is held already.
      return new WaitingFor(Certainty.NO, "a wiphy's mutex", asked);
    }
    if (WIRELESS.stream().anyMatch(asked::startsWith)) {
      return new WaitingFor(Certainty.POSSIBLE, "rtnl_mutex or a wiphy's mutex", asked);
    }
    if (asked.equals("netlink_dump")) {
      boolean route = functions.contains("rtnetlink_rcv_msg") || functions.contains("rtnl_dumpit");
      return new WaitingFor(
          Certainty.POSSIBLE,
          route ? "rtnl_mutex, or its socket's own" : "rtnl_mutex or another family's",
          asked);
    }
    if (asked.startsWith("devlink_") || asked.startsWith("devl_")) {
      return new WaitingFor(Certainty.NO, "a devlink's mutex", asked);
    }
    if (asked.startsWith("genl_")) {
      return new WaitingFor(Certainty.NO, "genl_mutex", asked);
    }
    return RtnlLockers.verdict(
                    functions.subList(Math.max(0, functions.indexOf(asked)), functions.size()))
                == RtnlLockers.Verdict.LIKELY
            && !asked.isEmpty()
        ? new WaitingFor(Certainty.POSSIBLE, "rtnl_mutex or another, in " + asked, asked)
        : new WaitingFor(Certainty.NO, asked.isEmpty() ? "a mutex" : "a mutex in " + asked, asked);
  }

  private static String semaphore(String asked) {
    return switch (asked) {
      case "genl_rcv", "genl_rcv_msg" -> "genl cb_lock";
      case "copy_net_ns",
          "register_pernet_subsys",
          "register_pernet_device",
          "unregister_pernet_subsys",
          "unregister_pernet_device",
          "register_netdevice_notifier",
          "unregister_netdevice_notifier",
          "rtnl_link_unregister",
          "cleanup_net" ->
          NAMESPACES;
      default -> asked.isEmpty() ? "a semaphore" : "a semaphore in " + asked;
    };
  }
}
