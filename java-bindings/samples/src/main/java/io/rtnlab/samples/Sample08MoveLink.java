// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.samples;

import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;

/** What a CNI plugin does first: a cable with one end here and the other in a container. */
public final class Sample08MoveLink {
  private Sample08MoveLink() {}

  public static void main(String... arguments) throws IOException {
    try (NetworkNamespace container = NetworkNamespace.create();
        NetlinkSession here = NetlinkSession.open();
        NetlinkSession there = container.run(NetlinkSession::open)) {
      // Born in the container at once; Link.named("eth0").toNamespace(…) moves one that exists.
      Link inContainer = Link.named("eth0").toNamespace(container.file().number());
      here.add(Link.veth("host0", inContainer).up());

      Link eth0 = there.get(Link.named("eth0"));
      there.change(Link.index(eth0.index()).up());
      there.add(Address.of("10.0.0.2/24", eth0.index()));

      System.out.println("here:  " + here.get(Link.named("host0")));
      System.out.println("there: " + there.get(Link.named("eth0")));
    }
  }
}
