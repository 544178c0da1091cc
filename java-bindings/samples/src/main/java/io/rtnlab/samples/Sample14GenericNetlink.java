// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.samples;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.session.NetlinkException;
import java.io.IOException;

/**
 * Another netlink family than the library's own: the families of generic netlink, and whether a
 * link has a carrier as ethtool asks for it.
 */
public final class Sample14GenericNetlink {
  private static final int ETHTOOL_MSG_LINKSTATE_GET = 6;

  private static final AttributeTable HEADER = new AttributeTable("header", "ETHTOOL_A_HEADER_");
  private static final Attribute<String> DEV_NAME = HEADER.text(2, "ETHTOOL_A_HEADER_DEV_NAME");

  private static final AttributeTable STATE =
      new AttributeTable("linkstate", "ETHTOOL_A_LINKSTATE_");
  private static final Attribute<Attributes> STATE_HEADER =
      STATE.nest(1, "ETHTOOL_A_LINKSTATE_HEADER", () -> HEADER);
  private static final Attribute<Integer> LINK = STATE.u8(2, "ETHTOOL_A_LINKSTATE_LINK");

  private Sample14GenericNetlink() {}

  public static void main(String... arguments) throws IOException {
    String link = arguments.length == 0 ? "lo" : arguments[0];
    try (GenericNetlink generic = GenericNetlink.open()) {
      for (Attributes family : generic.families()) {
        System.out.println(
            "family "
                + family.get(GenericNetlink.FAMILY_ID, 0)
                + " "
                + family.get(GenericNetlink.FAMILY_NAME, ""));
      }
      try {
        int ethtool = generic.family("ethtool");
        Attributes question = STATE.empty().with(STATE_HEADER, HEADER.empty().with(DEV_NAME, link));
        Attributes state =
            generic
                .call(ethtool, ETHTOOL_MSG_LINKSTATE_GET, 0, question)
                .getFirst()
                .attributes(STATE, GenericNetlink.HEADER_BYTES);
        System.out.println(link + " has " + (state.get(LINK, 0) == 0 ? "no " : "a ") + "carrier");
      } catch (NetlinkException refused) {
        System.out.println("ethtool: " + refused.getMessage());
      }
    }
  }
}
