// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.Exchange;
import io.rtnlab.netlink.session.MessageVisitor;
import io.rtnlab.netlink.session.NetlinkException;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Our own library over one bridge; everything above the bridge is the same for all of them. */
final class BridgeImplementation implements Implementation {
  private static final int EMSGSIZE = 90;
  private static final int EPROTO = 71;

  private final Arena arena = Arena.ofConfined();
  private final NetlinkBridge bridge;
  private final NetlinkPort port;
  private final Exchange exchange;
  private final NetlinkSession session;
  private final MemorySegment tooLong = arena.allocate(1 << 20);
  private final RequestTemplate noOp = noOps(1);
  private final RequestTemplate noOps64 = noOps(64);
  private final RequestTemplate insert1 = add(Fixture.ROUTE, 1);
  private final RequestTemplate insert64 = add(Fixture.ROUTE, 64);
  private final RequestTemplate insert256 = add(Fixture.ROUTE, 256);
  private final RequestTemplate insert256ByNextHop = add(Fixture.ROUTE_BY_NEXT_HOP, 256);
  private final RequestTemplate lookup = lookups(1);
  private final RequestTemplate lookup64 = lookups(64);
  private final RequestTemplate dumpRoutes = Fixture.ALL_ROUTES.template(1, Answers.DUMP, arena);
  private final RequestTemplate dumpLinks = Fixture.ALL_LINKS.template(1, Answers.DUMP, arena);
  private final int destination = insert1.attributeAt(Route.DESTINATION.number());
  private final RouteReader routeReader = new RouteReader();
  private final LinkReader linkReader = new LinkReader();
  private long recordsRead;
  private long kept;
  private @Nullable Object latest; // or a record that is not kept might never be made

  /** Opens its sockets in the calling thread's network namespace. */
  BridgeImplementation(NetlinkBridge bridge) throws IOException {
    this.bridge = bridge;
    this.port = bridge.open(PortOptions.DEFAULT);
    this.exchange = new Exchange(port);
    this.session = NetlinkSession.open(bridge, PortOptions.DEFAULT);
  }

  private RequestTemplate noOps(int count) {
    MessageWriter writer = new MessageWriter(arena.allocate(NetlinkHeader.BYTES, Long.BYTES));
    writer.begin(NetlinkHeader.NLMSG_NOOP, NetlinkHeader.NLM_F_REQUEST, 0).end();
    return new RequestTemplate(writer.datagram(), 0, count, Answers.ACK_EACH, arena);
  }

  private RequestTemplate add(Route route, int count) {
    return Request.add(route).template(count, Answers.ACK_LAST, arena);
  }

  private RequestTemplate lookups(int count) {
    Route any = Route.lookup(Fixture.ROUTE.destination().address());
    return Request.get(any).template(count, Answers.REPLY_EACH, arena);
  }

  @Override
  public String name() {
    return bridge.name();
  }

  @Override
  public boolean can(Work work) {
    return !Work.IN_MEMORY.contains(work);
  }

  @Override
  public long perform(Work work, int units) {
    return switch (work) {
      case NOTHING -> refusedSends(units);
      case NO_OP -> noOps(noOp, units);
      case NO_OPS_64 -> noOps(noOps64, units);
      case INSERT_1 -> addressed(insert1, units);
      case INSERT_64 -> addressed(insert64, units);
      case INSERT_256 -> addressed(insert256, units);
      case INSERT_256_NEXT_HOP -> addressed(insert256ByNextHop, units);
      case LOOKUP -> addressed(lookup, units);
      case LOOKUP_64 -> addressed(lookup64, units);
      case ROUTE_DUMP -> dumps(dumpRoutes, routeReader, units);
      case LINK_DUMP -> dumps(dumpLinks, linkReader, units);
      case ROUTE_RECORDS ->
          records(
              Fixture.ALL_ROUTES.object(),
              route -> route.destinationLength() + route.dev() + route.tableId(),
              units);
      case LINK_RECORDS ->
          records(Fixture.ALL_LINKS.object(), link -> link.name().length() + link.mtu(), units);
      case ENCODE, PATCH, PARSE_ROUTES, PARSE_LINKS -> throw new IllegalArgumentException();
    };
  }

  private long refusedSends(int units) {
    for (int i = 0; i < units; i++) {
      if (port.send(tooLong) != -EMSGSIZE) {
        return -EPROTO;
      }
    }
    return units;
  }

  private long noOps(RequestTemplate request, int units) {
    for (int done = 0; done < units; done += request.count()) {
      int result = exchange.execute(request);
      if (result < 0) {
        return result;
      }
    }
    return units;
  }

  /** One address after the other. */
  private long addressed(RequestTemplate request, int units) {
    int count = request.count();
    for (int done = 0; done < units; done += count) {
      for (int i = 0; i < count; i++) {
        request.be32(i, destination, Fixture.FIRST_ADDRESS + done + i);
      }
      int result = exchange.execute(request);
      if (result < 0) {
        return result;
      }
    }
    return units;
  }

  private long dumps(RequestTemplate request, MessageVisitor reader, int units) {
    long done = 0;
    while (done < units) {
      int result = exchange.dump(request, reader);
      if (result < 0) {
        return result;
      }
      done += exchange.dumpMessages();
    }
    return done;
  }

  private <T extends KernelObject<T>> long records(T filter, ToLongFunction<T> reader, int units) {
    recordsRead = 0;
    try {
      while (recordsRead < units) {
        session
            .dump(filter)
            .forEach(
                object -> {
                  kept += reader.applyAsLong(object);
                  latest = object;
                  recordsRead++;
                });
      }
    } catch (NetlinkException e) {
      return -e.errno();
    }
    return recordsRead;
  }

  /** Something that depends on all that was read, so that no reading is optimised away. */
  long kept() {
    return kept + routeReader.kept() + linkReader.kept();
  }

  @Override
  public void close() {
    session.close();
    port.close();
    arena.close();
  }
}
