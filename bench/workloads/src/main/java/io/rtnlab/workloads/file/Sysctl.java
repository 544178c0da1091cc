// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.file;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.util.List;

/**
 * Switches a setting of a link by file ({@code /proc/sys/net/…/conf/…}, net/ipv6/addrconf.c, {@code
 * addrconf_sysctl_*}; net/ipv4/devinet.c, {@code devinet_sysctl_forward}). Each takes the RTNL by
 * trylock and restarts its system call where that fails.
 */
public final class Sysctl extends FileToggle {
  static final List<Workload> WORKLOADS =
      List.of(
          workload("sysctl-forwarding-ipv4", "ipv4", "forwarding", "1", "0"),
          workload("sysctl-disable-ipv6", "ipv6", "disable_ipv6", "1", "0"),
          workload("sysctl-proxy-ndp", "ipv6", "proxy_ndp", "1", "0"),
          workload("sysctl-addr-gen-mode", "ipv6", "addr_gen_mode", "0", "1"),
          workload("sysctl-ignore-routes", "ipv6", "ignore_routes_with_linkdown", "1", "0"));

  private final String family;
  private final String setting;

  private Sysctl(
      String name, String family, String setting, String first, String second, WorkerSite site) {
    super(name, first, second, site);
    this.family = family;
    this.setting = setting;
  }

  private static Workload workload(
      String name, String family, String setting, String first, String second) {
    return new Workload(
        name,
        "switches %s of a link (/proc/sys/net/%s/conf/…)".formatted(setting, family),
        "rtnl_trylock and restart_syscall: a system call that spins while others hold",
        "talk 00:22:26",
        (family.equals("ipv6") ? "veth, IPv6" : "veth")
            + "; CAP_NET_ADMIN in its namespace, /proc/sys writable",
        List.of(),
        site -> new Sysctl(name, family, setting, first, second, site));
  }

  @Override
  Descriptor open(String device) throws SystemCallException {
    return Descriptor.open(
        "/proc/sys/net/%s/conf/%s/%s".formatted(family, device, setting), Descriptor.O_WRONLY);
  }
}
