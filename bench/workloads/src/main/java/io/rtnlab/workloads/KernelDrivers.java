// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads;

import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.OtherLink;
import io.rtnlab.netlink.message.tc.Action;
import io.rtnlab.netlink.message.tc.Actions;
import io.rtnlab.netlink.message.tc.Filter;
import io.rtnlab.netlink.message.tc.OtherAction;
import io.rtnlab.netlink.message.tc.OtherClassifier;
import io.rtnlab.netlink.message.tc.OtherDiscipline;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.NetlinkException;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.LoadableModule;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which drivers this kernel has, by asking for an object of each driver's kind in a namespace of
 * its own: a kernel that lacks the kind says so, whatever else is wrong with the request. Drivers
 * that are modules are loaded by such a request, so only ask for those that may be loaded.
 */
public final class KernelDrivers {
  private static final Map<String, String> KIND_OF_MODULE =
      Map.of("8021q", "vlan", "bonding", "bond", "ip_gre", "gre");

  /** Drivers that make no object of a kind, and the file by which each shows. */
  private static final Map<String, Path> SIGNS =
      Map.of(
          "tun", Path.of("/dev/net/tun"),
          "netdevsim", Path.of("/sys/bus/netdevsim/new_device"),
          "mac80211_hwsim", Path.of("/sys/module/mac80211_hwsim"));

  private static final String INGRESS_KIND = "ingress";
  private static final int INGRESS = 0xffff_0000;

  /** Before the driver's name, which is short: 15 bytes in all. */
  private static final String NAME = "rtn-";

  private static final int HANDLE = 0x7_0000;

  /** Driver → how the kernel said that it lacks it. */
  private final Map<String, String> missing;

  private KernelDrivers(Map<String, String> missing) {
    this.missing = missing;
  }

  /**
   * Asks the kernel.
   *
   * @param drivers by module name
   * @throws IOException where no namespace can be made, or no link in it
   */
  public static KernelDrivers ask(NetlinkBridge bridge, Collection<String> drivers)
      throws IOException {
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      return namespace.run(
          () -> {
            try (NetlinkSession session = NetlinkSession.open(bridge, PortOptions.DEFAULT)) {
              return ask(session, new TreeSet<>(drivers));
            }
          });
    }
  }

  private static KernelDrivers ask(NetlinkSession session, SortedSet<String> drivers)
      throws IOException {
    Map<String, String> missing = new LinkedHashMap<>();
    int place = 0;
    for (String driver : drivers) {
      place++;
      lack(session, driver, place).ifPresent(why -> missing.put(driver, why));
    }
    return new KernelDrivers(missing);
  }

  private static Optional<String> lack(NetlinkSession session, String driver, int place)
      throws IOException {
    Path sign = SIGNS.get(driver);
    if (sign != null) {
      if (!Files.exists(sign)) {
        LoadableModule.named(driver).load();
      }
      return Files.exists(sign) ? Optional.empty() : Optional.of("there is no " + sign);
    }
    try {
      session.send(request(session, driver, place));
      return Optional.empty();
    } catch (NetlinkException refused) {
      int errno = Math.abs(refused.errno());
      boolean unknown =
          (driver.contains("_") && !KIND_OF_MODULE.containsKey(driver))
              ? errno == Errno.ENOENT
              : errno == Errno.EOPNOTSUPP;
      return unknown ? Optional.of(Errno.name(errno)) : Optional.empty();
    }
  }

  /**
   * @param place of the question, from 1. It is the priority of a filter: a filter of another kind
   *     at the same priority would hide that the kernel lacks this one.
   */
  private static Request<?> request(NetlinkSession session, String driver, int place)
      throws IOException {
    int underscore = driver.indexOf('_');
    String kind = driver.substring(underscore + 1);
    return switch (KIND_OF_MODULE.containsKey(driver) ? "" : driver.substring(0, underscore + 1)) {
      case "sch_" ->
          Request.replace(
              kind.equals(INGRESS_KIND)
                  ? Qdisc.ingress(loopback(session))
                  : Qdisc.root(loopback(session), new OtherDiscipline(kind, Bytes.NONE))
                      .handle(HANDLE));
      case "cls_" -> {
        makeIngress(session);
        yield Request.add(
            Filter.of(
                loopback(session),
                INGRESS,
                place,
                Filter.ETH_P_IP,
                new OtherClassifier(kind, Bytes.NONE)));
      }
      case "act_" -> Request.add(Actions.of(Action.of(new OtherAction(kind, Bytes.NONE))));
      default ->
          Request.add(
              Link.of(NAME + driver, OtherLink.of(KIND_OF_MODULE.getOrDefault(driver, driver))));
    };
  }

  /** For filters; where the kernel lacks it the filter's own answer is of no use. */
  private static void makeIngress(NetlinkSession session) throws IOException {
    try {
      session.add(Qdisc.ingress(loopback(session)));
    } catch (NetlinkException refused) {
      if (Math.abs(refused.errno()) != Errno.EEXIST) {
        throw refused;
      }
    }
  }

  private static int loopback(NetlinkSession session) throws IOException {
    return session.index("lo");
  }

  /** Why an operation cannot run for want of drivers or of its condition; empty where it can. */
  public Optional<String> whyNot(Workload workload) {
    List<String> lacking = workload.drivers().stream().filter(missing::containsKey).toList();
    return lacking.isEmpty()
        ? workload.condition().get()
        : Optional.of(
            "this kernel has no driver %s (%s)"
                .formatted(String.join(", ", lacking), missing.get(lacking.getFirst())));
  }
}
