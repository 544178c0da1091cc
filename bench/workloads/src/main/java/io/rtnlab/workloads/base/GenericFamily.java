// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.Message;
import io.rtnlab.netlink.session.NetlinkException;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.AttributeCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A family of generic netlink, whose number the kernel's controller gives (net/netlink/genetlink.c,
 * {@code ctrl_getfamily}).
 *
 * <pre>
 *  struct genlmsghdr  0 cmd u8 │ 1 version u8 │ 2 reserved u16 │ 4 attributes
 * </pre>
 */
public final class GenericFamily {
  /** Options of a socket that speaks to families. */
  public static final PortOptions OPTIONS =
      PortOptions.DEFAULT.withProtocol(PortOptions.NETLINK_GENERIC);

  public static final int HEADER_BYTES = 4;

  private static final int VERSION = 1;
  private static final int MOST_BYTES = 256;
  private static final int GENL_ID_CTRL = 0x10;
  private static final int CTRL_CMD_GETFAMILY = 3;
  private static final AttributeTable CONTROL = new AttributeTable("ctrl-attrs", "CTRL_ATTR_");
  private static final Attribute<Integer> ID = CONTROL.u16(1, "CTRL_ATTR_FAMILY_ID");
  private static final Attribute<String> NAME = CONTROL.text(2, "CTRL_ATTR_FAMILY_NAME");

  private static final int CTRL_ATTR_MCAST_GROUPS = 7;
  private static final int CTRL_ATTR_MCAST_GRP_NAME = 1;
  private static final int CTRL_ATTR_MCAST_GRP_ID = 2;

  private final int type;
  private final Map<String, Integer> groups;

  private GenericFamily(int type, Map<String, Integer> groups) {
    this.type = type;
    this.groups = Map.copyOf(groups);
  }

  /**
   * Asks the kernel, in the calling thread's namespace.
   *
   * @param name such as {@code ethtool}
   * @throws IOException where this kernel has no such family
   */
  public static GenericFamily named(String name, NetlinkBridge bridge) throws IOException {
    try (NetlinkSession session = NetlinkSession.open(bridge, OPTIONS)) {
      Message answer =
          new GenericFamily(GENL_ID_CTRL, Map.of())
              .call(session, CTRL_CMD_GETFAMILY, CONTROL.empty().with(NAME, name))
              .getFirst();
      return new GenericFamily(
          answer.attributes(CONTROL, HEADER_BYTES).get(ID).orElseThrow(),
          groups(answer.payload().toArray()));
    } catch (NetlinkException refused) {
      if (refused.errno() == Errno.ENOENT) {
        throw new IOException("this kernel has no " + name + " by generic netlink", refused);
      }
      throw refused;
    }
  }

  private static Map<String, Integer> groups(byte[] answer) {
    Map<String, Integer> groups = new HashMap<>();
    AttributeCursor each = new AttributeCursor().wrap(answer, HEADER_BYTES, answer.length);
    while (each.next()) {
      if (each.type() == CTRL_ATTR_MCAST_GROUPS) {
        AttributeCursor group = each.enter(new AttributeCursor());
        while (group.next()) {
          group(group.enter(new AttributeCursor()), groups);
        }
      }
    }
    return groups;
  }

  private static void group(AttributeCursor field, Map<String, Integer> groups) {
    String name = "";
    int number = 0;
    while (field.next()) {
      switch (field.type()) {
        case CTRL_ATTR_MCAST_GRP_NAME -> name = field.text();
        case CTRL_ATTR_MCAST_GRP_ID -> number = field.u32();
        default -> {}
      }
    }
    groups.put(name, number);
  }

  /**
   * The number of one of its multicast groups, to join.
   *
   * @throws IllegalArgumentException where it has none of that name
   */
  public int group(String name) {
    return Optional.ofNullable(groups.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no multicast group " + name));
  }

  /** Sends a request and returns what came before its acknowledgement. */
  public List<Message> call(NetlinkSession session, int command, Attributes attributes)
      throws NetlinkException {
    return call(session, command, 0, attributes);
  }

  /** Asks for a dump and returns its messages. */
  public List<Message> dump(NetlinkSession session, int command, Attributes attributes)
      throws NetlinkException {
    return call(session, command, NetlinkHeader.NLM_F_DUMP, attributes);
  }

  private List<Message> call(NetlinkSession session, int command, int flags, Attributes attributes)
      throws NetlinkException {
    byte[] header = {(byte) command, VERSION, 0, 0};
    return session.call(Message.of(type, flags, header, attributes));
  }

  /** Begins a request for {@link #template}, to which its attributes are added. */
  public MessageWriter begin(int command, Arena arena) {
    return new MessageWriter(arena.allocate(MOST_BYTES, Long.BYTES))
        .begin(type, NetlinkHeader.NLM_F_REQUEST, 0)
        .u8s(command, VERSION, 0, 0);
  }

  /** A request to be fired again and again. */
  public static RequestTemplate template(MessageWriter message, Answers answers, Arena arena) {
    return new RequestTemplate(message.end().datagram(), HEADER_BYTES, 1, answers, arena);
  }
}
