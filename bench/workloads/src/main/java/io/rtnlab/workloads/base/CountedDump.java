// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.MessageVisitor;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.AttributeCursor;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.io.IOException;

/**
 * A dump that has to show a known number of objects made for it. One that shows more or fewer of
 * them, without being flagged {@code NLM_F_DUMP_INTR}, counts as errno {@code EBADMSG}.
 */
public abstract class CountedDump extends NetlinkOperation {
  private final int expected;
  private final AttributeCursor attributes = new AttributeCursor();
  private final MessageVisitor visitor = this::see;
  private RequestTemplate request;
  private int seen;

  /**
   * @param expected how many objects are made, and have to be seen
   */
  @SuppressWarnings("NullAway.Init") // by prepare()
  protected CountedDump(String name, int expected, WorkerSite site) {
    super(name, site);
    this.expected = expected;
  }

  @Override
  protected final void prepare(NetlinkSession session) throws IOException {
    make(session);
    request = dump().template(Answers.DUMP, arena());
  }

  /** Makes the objects. */
  protected abstract void make(NetlinkSession session) throws IOException;

  protected abstract Request<?> dump();

  /** Whether the message shows one of the objects made for this, by its fixed header. */
  protected abstract boolean isOurs(MessageCursor message);

  /** How many of the objects made for this the message shows: 1 at most, unless said. */
  protected int count(MessageCursor message) {
    return isOurs(message) ? 1 : 0;
  }

  /** A dump begins. */
  protected void begin() {}

  /**
   * A number of 16 or 32 bits among a message's attributes.
   *
   * @param headerBytes length of the fixed header before them
   * @return 0 where there is none of that type
   */
  protected final int attribute(MessageCursor message, int headerBytes, int type) {
    AttributeCursor attribute = message.attributes(attributes, headerBytes);
    while (attribute.next()) {
      if (attribute.type() == type && attribute.payloadBytes() >= Short.BYTES) {
        return attribute.payloadBytes() >= Integer.BYTES ? attribute.u32() : attribute.u16();
      }
    }
    return 0;
  }

  @Override
  public final int execute() {
    seen = 0;
    begin();
    int result = fire(request, visitor);
    boolean wrong = seen != expected && !exchange().dumpInterrupted();
    return result == 0 && wrong ? -Errno.EBADMSG : result;
  }

  private void see(MessageCursor message) {
    seen += count(message);
  }

  @Override
  public final int messages() {
    return exchange().dumpMessages();
  }
}
