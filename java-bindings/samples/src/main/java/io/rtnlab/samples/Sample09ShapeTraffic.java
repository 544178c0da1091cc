// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.samples;

import static io.rtnlab.netlink.message.tc.TrafficControl.handle;

import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.tc.Filter;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.TrafficClass;
import io.rtnlab.netlink.message.tc.classifier.U32Filter;
import io.rtnlab.netlink.message.tc.qdisc.Fifo;
import io.rtnlab.netlink.message.tc.qdisc.Htb;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;

/** Lets one megabyte a second through to one address ({@code tc qdisc, class, filter}). */
public final class Sample09ShapeTraffic {
  private static final int DESTINATION_OFFSET = 16; // in an IPv4 header
  private static final int DESTINATION = 0xC000_0201; // 192.0.2.1
  private static final int ALL_BITS = -1;

  private Sample09ShapeTraffic() {}

  public static void main(String... arguments) throws IOException {
    try (NetlinkSession session = NetlinkSession.open()) {
      session.add(Link.veth("a", "b").up());
      int dev = session.get(Link.named("a")).index();

      int root = handle(1, 0);
      int slow = handle(1, 0x10);
      session.add(Qdisc.root(dev, Htb.defaultClass(0x20)).handle(root));
      session.add(TrafficClass.of(dev, root, slow, Htb.rate(1_000_000, 1_000_000)));
      session.add(Qdisc.at(dev, slow, Fifo.packets(100)));
      session.add(
          Filter.of(
              dev,
              root,
              1,
              Filter.ETH_P_IP,
              U32Filter.matching(new U32Filter.Key(ALL_BITS, DESTINATION, DESTINATION_OFFSET, 0))
                  .toClass(slow)));

      session.dump(Qdisc.of(dev)).forEach(System.out::println);
      session.dump(TrafficClass.of(dev)).forEach(System.out::println);
      session.dump(Filter.of(dev, root)).forEach(System.out::println);
    }
  }
}
