// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.message.route.RouteProtocol;
import io.rtnlab.netlink.session.MessageVisitor;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The user's share of our own library, the same for all bridges since it makes no system call. */
final class InMemoryImplementation implements Implementation {
  private static final int RTM_NEWROUTE = 24;
  private static final int NEW_FLAGS =
      NetlinkHeader.NLM_F_REQUEST | NetlinkHeader.NLM_F_CREATE | NetlinkHeader.NLM_F_EXCL;
  private static final int AF_INET = 2;
  private static final int ROUTES_PER_DATAGRAM = 256;
  private static final int BYTES_PER_ROUTE = 64;

  private final Arena arena = Arena.ofConfined();
  private final MessageWriter writer =
      new MessageWriter(arena.allocate(ROUTES_PER_DATAGRAM * BYTES_PER_ROUTE, Long.BYTES));
  private final RequestTemplate patched =
      Request.add(Fixture.ROUTE).template(ROUTES_PER_DATAGRAM, Answers.ACK_LAST, arena);
  private final int destination = patched.attributeAt(Route.DESTINATION.number());
  private final MessageCursor cursor = new MessageCursor();
  private final RouteReader routeReader = new RouteReader();
  private final LinkReader linkReader = new LinkReader();
  private final MemorySegment routeSample;
  private final MemorySegment linkSample;

  InMemoryImplementation() throws IOException {
    routeSample = Fixture.capture(Fixture.ALL_ROUTES, arena);
    linkSample = Fixture.capture(Fixture.ALL_LINKS, arena);
  }

  /** Something that depends on all that was read, so that no reading is optimised away. */
  long kept() {
    return routeReader.kept() + linkReader.kept();
  }

  /** What it encoded last. */
  MemorySegment encoded() {
    return writer.datagram();
  }

  /** What it patched last. */
  MemorySegment patched() {
    return patched.datagram();
  }

  @Override
  public String name() {
    return "ffm";
  }

  @Override
  public boolean can(Work work) {
    return Work.IN_MEMORY.contains(work);
  }

  @Override
  public long perform(Work work, int units) {
    return switch (work) {
      case ENCODE -> encode(units);
      case PATCH -> patch(units);
      case PARSE_ROUTES -> parse(routeSample, routeReader, units);
      case PARSE_LINKS -> parse(linkSample, linkReader, units);
      default -> throw new IllegalArgumentException(work.toString());
    };
  }

  private long encode(int units) {
    for (int done = 0; done < units; done += ROUTES_PER_DATAGRAM) {
      writer.clear();
      for (int i = 0; i < ROUTES_PER_DATAGRAM; i++) {
        writer
            .begin(RTM_NEWROUTE, NEW_FLAGS, done + i)
            .u8s(AF_INET, 32, 0, 0)
            .u8s(
                Route.RT_TABLE_MAIN,
                RouteProtocol.RTPROT_BOOT,
                Route.RT_SCOPE_LINK,
                Route.RTN_UNICAST)
            .u32(0)
            .be32(Route.DESTINATION.number(), Fixture.FIRST_ADDRESS + done + i)
            .u32(Route.OUT_INTERFACE.number(), Fixture.LOOPBACK)
            .end();
      }
    }
    return units;
  }

  private long patch(int units) {
    for (int done = 0; done < units; done += ROUTES_PER_DATAGRAM) {
      patched.number(done);
      for (int i = 0; i < ROUTES_PER_DATAGRAM; i++) {
        patched.be32(i, destination, Fixture.FIRST_ADDRESS + done + i);
      }
    }
    return units;
  }

  private long parse(MemorySegment sample, MessageVisitor reader, int units) {
    long done = 0;
    while (done < units) {
      cursor.wrap(sample, (int) sample.byteSize());
      while (cursor.next()) {
        reader.visit(cursor);
        done++;
      }
    }
    return done;
  }

  @Override
  public void close() {
    arena.close();
  }
}
