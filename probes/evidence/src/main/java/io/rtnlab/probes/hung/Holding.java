// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hung;

import io.rtnlab.probes.stack.RtnlHandlers;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a task holds the RTNL, as far as its stack says it. */
enum Holding {
  NO,
  /** It is in a function that runs with the RTNL held for some of its work. */
  POSSIBLE,
  /** It is in a function that asserts that the RTNL is held. */
  SURE;

  /** They begin with ASSERT_RTNL, or are called with the RTNL held only. */
  private static final Set<String> ASSERTING =
      Set.of(
          "register_netdevice",
          "cfg80211_register_netdevice",
          "cfg80211_unregister_netdevice",
          "unregister_netdevice_many",
          "unregister_netdevice_many_notify",
          "unregister_netdevice_queue",
          "rollback_registered_many",
          "__dev_open",
          "__dev_close",
          "__dev_close_many",
          "dev_close_many",
          "netif_close_many",
          "__dev_change_flags",
          "dev_activate",
          "dev_deactivate",
          "dev_deactivate_many",
          "call_netdevice_notifiers",
          "call_netdevice_notifiers_info",
          "call_netdevice_notifiers_extack",
          "cfg80211_netdev_notifier_call",
          "do_setlink",
          "rtnl_newlink_create",
          "rtnl_configure_link",
          "rtnl_delete_link",
          "dev_change_net_namespace",
          "__dev_change_net_namespace",
          "netif_change_net_namespace",
          "bond_enslave",
          "bond_release",
          "__bond_release_one",
          "team_port_add",
          "br_add_if",
          "br_del_if",
          "netdev_master_upper_dev_link",
          "__linkwatch_run_queue",
          "linkwatch_do_dev",
          "netdev_state_change",
          "addrconf_verify_rtnl",
          "fib_disable_ip",
          "inetdev_event",
          "addrconf_notify",
          "vlan_device_event",
          "qdisc_create",
          "qdisc_graft",
          "rtnl_link_ops_delete",
          "default_device_exit_net");

  /** Known handlers that do most of their work without it. */
  private static final Set<String> MOSTLY_WITHOUT =
      Set.of(
          "copy_net_ns",
          "cleanup_net",
          "ops_undo_list",
          "register_pernet_subsys",
          "register_pernet_device",
          "unregister_pernet_subsys",
          "unregister_pernet_device",
          "genl_rcv_msg",
          "genl_family_rcv_msg_doit",
          "genl_family_rcv_msg_dumpit",
          "sock_do_ioctl",
          "ppp_ioctl",
          "ppp_release",
          "__tun_chr_ioctl",
          "tun_chr_ioctl",
          "packet_setsockopt",
          "packet_release",
          "netdev_wait_allrefs_any");

  /** It lets go first, then waits for references and RCU (net/core/dev.c). */
  private static final String AFTER = "netdev_run_todo";

  private static final String WORK = "process_one_work";

  /** Reads a stack of a task that does not wait for the RTNL. */
  static Holding of(List<String> functions) {
    if (functions.contains(AFTER)) {
      return NO;
    }
    if (functions.stream().anyMatch(ASSERTING::contains)) {
      return SURE;
    }
    return handler(functions)
            .filter(handler -> !handler.general() && !MOSTLY_WITHOUT.contains(handler.function()))
            .isPresent()
        ? POSSIBLE
        : NO;
  }

  /** Whether functions of a stack assert the RTNL although the task waits for it: it has it. */
  static boolean asserted(List<String> functions) {
    return !functions.contains(AFTER) && functions.stream().anyMatch(ASSERTING::contains);
  }

  static boolean afterHold(List<String> functions) {
    return functions.contains(AFTER);
  }

  /** What a task does: its handler, for a worker only a known one. */
  static Optional<RtnlHandlers.Handler> handler(List<String> functions) {
    int work = functions.indexOf(WORK);
    return RtnlHandlers.of(work < 0 ? functions : functions.subList(0, work));
  }

  /** The same, for a worker the function of its work whatever it is. */
  static Optional<RtnlHandlers.Handler> doing(List<String> functions) {
    return RtnlHandlers.of(functions);
  }
}
