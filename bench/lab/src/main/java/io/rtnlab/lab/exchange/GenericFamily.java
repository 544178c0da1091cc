// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.exchange;

import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.wire.MessageWriter;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * A family of generic netlink, such as {@code ethtool}, whose number the kernel's controller gives
 * (net/netlink/genetlink.c, {@code ctrl_getfamily}). Belongs to one thread.
 *
 * <pre>
 *  struct genlmsghdr  0 cmd u8 │ 1 version u8 │ 2 reserved u16 │ 4 attributes
 * </pre>
 */
public final class GenericFamily implements AutoCloseable {
  private static final int HEADER_BYTES = 4;
  private static final int RECEIVE_BYTES = 1 << 16;
  private static final int GENL_ID_CTRL = 0x10;
  private static final int CTRL_CMD_GETFAMILY = 3;
  private static final int CTRL_ATTR_FAMILY_ID = 1;
  private static final int CTRL_ATTR_FAMILY_NAME = 2;
  private static final int VERSION = 1;

  private final RawExchange exchange;
  private final Answer found;
  private int type;

  private GenericFamily(RawExchange exchange, String name) {
    this.exchange = exchange;
    found =
        exchange.get(
            GENL_ID_CTRL,
            w -> header(w, CTRL_CMD_GETFAMILY).text(CTRL_ATTR_FAMILY_NAME, name),
            (bytes, payload, end) -> {
              int at = Attribute.find(bytes, payload + HEADER_BYTES, end, CTRL_ATTR_FAMILY_ID);
              type = at < 0 ? 0 : bytes.get(JAVA_SHORT_UNALIGNED, at) & 0xFFFF;
            });
  }

  /** Asks for the family in the calling thread's network namespace. */
  public static GenericFamily open(String name) throws IOException {
    return new GenericFamily(RawExchange.open(PortOptions.NETLINK_GENERIC, RECEIVE_BYTES), name);
  }

  private static MessageWriter header(MessageWriter to, int command) {
    return to.u8s(command, VERSION, 0, 0);
  }

  /** Asks for one object, or for a change: objects seen, at least 1, or {@code -errno}. */
  public int ask(int command, Consumer<MessageWriter> attributes) {
    return type == 0
        ? missing()
        : exchange.ask(type, 0, w -> attributes.accept(header(w, command))).result(false);
  }

  /** Reads a whole dump: objects seen, or {@code -errno}. */
  public int dump(int command, Consumer<MessageWriter> attributes) {
    return type == 0
        ? missing()
        : exchange
            .dump(type, w -> attributes.accept(header(w, command)), (_, _, _) -> {})
            .result(true);
  }

  private int missing() {
    return Math.min(-1, found.result(true));
  }

  @Override
  public void close() {
    exchange.close();
  }
}
