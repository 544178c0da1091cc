// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.samples;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.Message;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.io.IOException;
import java.util.List;

/**
 * Families of generic netlink ({@code struct genlmsghdr}: command, version, two bytes unused), over
 * the session of this library, which knows none of them.
 */
final class GenericNetlink implements AutoCloseable {
  static final int HEADER_BYTES = 4;

  private static final int GENL_ID_CTRL = 0x10;
  private static final int CTRL_CMD_GETFAMILY = 3;

  private static final AttributeTable FAMILY = new AttributeTable("ctrl-attrs", "CTRL_ATTR_");
  static final Attribute<Integer> FAMILY_ID = FAMILY.u16(1, "CTRL_ATTR_FAMILY_ID");
  static final Attribute<String> FAMILY_NAME = FAMILY.text(2, "CTRL_ATTR_FAMILY_NAME");
  static final Attribute<Integer> VERSION = FAMILY.u32(3, "CTRL_ATTR_VERSION");

  private final NetlinkSession session;

  private GenericNetlink(NetlinkSession session) {
    this.session = session;
  }

  static GenericNetlink open() throws IOException {
    PortOptions options = PortOptions.DEFAULT.withProtocol(PortOptions.NETLINK_GENERIC);
    return new GenericNetlink(NetlinkSession.open(NetlinkBridge.any(), options));
  }

  /** Every family of this kernel. */
  List<Attributes> families() throws IOException {
    return call(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, NetlinkHeader.NLM_F_DUMP, FAMILY.empty()).stream()
        .map(each -> each.attributes(FAMILY, HEADER_BYTES))
        .toList();
  }

  /** The message type of a family; {@code ENOENT} if the kernel has none of that name. */
  int family(String name) throws IOException {
    Attributes wanted = FAMILY.empty().with(FAMILY_NAME, name);
    return call(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, 0, wanted)
        .getFirst()
        .attributes(FAMILY, HEADER_BYTES)
        .get(FAMILY_ID)
        .orElseThrow();
  }

  List<Message> call(int family, int command, int flags, Attributes attributes) throws IOException {
    byte[] header = {(byte) command, 1, 0, 0};
    return session.call(Message.of(family, flags, header, attributes));
  }

  /** The command that a message answers with. */
  static int command(Message message) {
    Bytes payload = message.payload();
    return payload.at(0);
  }

  @Override
  public void close() {
    session.close();
  }
}
