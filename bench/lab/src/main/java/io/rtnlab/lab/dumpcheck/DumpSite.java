// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.dumpcheck;

import io.rtnlab.lab.exchange.Answer;
import io.rtnlab.lab.exchange.RawExchange;
import io.rtnlab.libc.Errno;
import io.rtnlab.results.dumpcheck.DumpSeen;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is dumped, set up in the calling thread's network namespace, and one dump of it. */
final class DumpSite {
  static final int RECEIVE_BYTES = 1 << 15;
  static final int MAKE = 0x600;
  private static final int RTM_NEWLINK = 16;

  private DumpSite() {}

  /**
   * The kind of this name, on a link that is made for it.
   *
   * @param objects how many; 0 for as many as the kind has by itself
   */
  static DumpKind kind(String name, int objects, RawExchange exchange) {
    int link = link(exchange);
    return DumpKinds.all(link).stream()
        .filter(kind -> kind.name().equals(name))
        .map(kind -> objects == 0 ? kind : kind.of(objects))
        .findFirst()
        .orElseThrow();
  }

  /** Makes a link that is up, for routes and addresses, and returns its index. */
  private static int link(RawExchange exchange) {
    Answer _ =
        exchange.ask(
            RTM_NEWLINK,
            MAKE,
            w -> {
              int info = w.u32(0).u32(0).u32(1).u32(1).text(3, DumpKinds.LINK).beginNested(18);
              w.text(1, "ifb").endNested(info);
            });
    return new LinkIndex(exchange).of(DumpKinds.LINK);
  }

  /** Makes all objects of a kind; why that cannot be done here, or "". */
  static String fill(DumpKind kind, RawExchange exchange) {
    for (DumpKind.Preparation each : kind.before()) {
      int count = each.count() == DumpKind.Preparation.ONE_EACH ? kind.objects() : each.count();
      String refusal = make(each.type(), count, each.body(), exchange);
      if (!refusal.isEmpty()) {
        return "preparing: " + refusal;
      }
    }
    String refusal = make(kind.type(), kind.objects(), kind.make(), exchange);
    return refusal.isEmpty() ? "" : "making one: " + refusal;
  }

  private static String make(int type, int count, DumpKind.Body body, RawExchange exchange) {
    for (int each = 0; each < count; each++) {
      int number = each;
      int errno = exchange.ask(type, MAKE, w -> body.write(w, number)).errno();
      if (errno != 0) {
        return Errno.describe(errno);
      }
    }
    return "";
  }

  /** One dump; empty where it fails or shows none of the objects, which says nothing of them. */
  static Optional<DumpSeen> read(DumpKind kind, RawExchange reader) {
    Map<Integer, Integer> shown = new HashMap<>();
    Answer answer =
        reader.dump(
            kind.type() + 2,
            w -> kind.dump().write(w, 0),
            (bytes, payload, end) -> {
              int object = kind.number().of(bytes, payload, end);
              if (object != DumpKind.OTHER) {
                shown.merge(object, 1, Integer::sum);
              }
            });
    return answer.errno() == 0 && !shown.isEmpty()
        ? Optional.of(
            new DumpSeen(
                shown,
                answer.interrupted(),
                answer.sentNs(),
                answer.firstFilledNs(),
                answer.lastFillNs(),
                answer.endedNs()))
        : Optional.empty();
  }
}
