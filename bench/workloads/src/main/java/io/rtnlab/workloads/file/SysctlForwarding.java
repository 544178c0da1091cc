// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.file;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.util.List;

/**
 * Switches IPv6 forwarding of a link on and off ({@code /proc/sys/net/ipv6/conf/…/forwarding}, net/
 * ipv6/addrconf.c, {@code addrconf_sysctl_forward}). Where it finds the RTNL taken it does not wait
 * but restarts the system call, over and over: no lock tracepoint shows that, the CPU does.
 */
public final class SysctlForwarding extends FileToggle {
  static final Workload WORKLOAD =
      new Workload(
          "sysctl-forwarding",
          "switches IPv6 forwarding of a link on or off (/proc/sys)",
          "rtnl_trylock and restart_syscall: a system call that spins while others hold",
          "talk 00:22:26",
          "veth, IPv6; CAP_NET_ADMIN in its namespace, /proc/sys writable",
          List.of(),
          SysctlForwarding::new);

  SysctlForwarding(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  Descriptor open(String device) throws SystemCallException {
    return Descriptor.open(
        "/proc/sys/net/ipv6/conf/" + device + "/forwarding", Descriptor.O_WRONLY);
  }
}
