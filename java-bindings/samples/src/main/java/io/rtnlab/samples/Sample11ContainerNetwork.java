// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.samples;

import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.port.NetNamespace;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a CNI plugin does when a container is added, and undoes where it fails or the container
 * goes:
 *
 * <pre>
 * Sample11ContainerNetwork add /run/netns/blue eth0 10.88.0.2/24 10.88.0.1
 * Sample11ContainerNetwork del /run/netns/blue eth0
 * </pre>
 */
public final class Sample11ContainerNetwork {
  private Sample11ContainerNetwork() {}

  public static void main(String... arguments) throws IOException {
    String command = arguments.length == 0 ? "" : arguments[0];
    switch (command) {
      case "add" -> {
        add(arguments[1], arguments[2], arguments[3], arguments[4]);
        System.out.println(arguments[2] + " has " + arguments[3] + " via " + arguments[4]);
      }
      case "del" -> delete(arguments[1], arguments[2]);
      default -> System.out.println("add NAMESPACE LINK ADDRESS GATEWAY | del NAMESPACE LINK");
    }
  }

  /**
   * Connects a container with a cable, whose other end stays here and is the gateway.
   *
   * @param path of the container's network namespace, as in {@code CNI_NETNS}
   */
  static void add(String path, String link, String address, String gateway) throws IOException {
    String host = hostName(path, link);
    try (NetlinkSession here = NetlinkSession.open();
        NetlinkSession there = NetlinkSession.open(NetNamespace.at(path));
        NetworkNamespace container = NetworkNamespace.open(Path.of(path))) {
      Link end = Link.named(link).toNamespace(container.file().number());
      Link made = here.make(Link.veth(host, end).up());
      try {
        here.add(Address.of(gateway + "/32", made.index()));
        here.add(Route.to(address.substring(0, address.indexOf('/'))).dev(made.index()));
        int inside = there.index(link);
        there.change(Link.index(inside).up());
        there.add(Address.of(address, inside));
        there.add(Route.to("0.0.0.0/0").via(gateway).dev(inside));
      } catch (IOException failed) {
        here.delete(Link.index(made.index())); // and with it the other end, addresses and routes
        throw failed;
      }
    }
  }

  /** Done twice it does nothing more, as CNI asks. */
  static void delete(String path, String link) throws IOException {
    try (NetlinkSession here = NetlinkSession.open()) {
      Link host = Link.named(hostName(path, link));
      if (here.exists(host)) {
        here.delete(host);
      }
    }
  }

  private static String hostName(String path, String link) {
    return "veth%08x".formatted((path + " " + link).hashCode());
  }
}
