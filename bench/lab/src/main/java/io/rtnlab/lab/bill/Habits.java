// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.probes.request.EndedCall;
import io.rtnlab.probes.request.MessageBytes;
import io.rtnlab.probes.request.SentMessage;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How a program asks, as far as there is a cheaper way. Pure. */
final class Habits {
  private static final long NS_PER_S = 1_000_000_000L;

  /** Messages that follow each other so closely could have been one send. */
  private static final long BATCH_GAP_NS = 50_000_000;

  /** Of each map: a program may run for days. */
  private static final int MOST_KEYS = 10_000;

  private static final int IFINFOMSG = 16;
  private static final int IFLA_EXT_MASK = 29;
  private static final int IFLA_NET_NS_PID = 19;
  private static final int IFLA_NET_NS_FD = 28;
  private static final int RTMSG = 12;
  private static final int RTA_GATEWAY = 5;
  private static final int RTA_MULTIPATH = 9;
  private static final int RTA_NH_ID = 30;
  private static final int NLM_F_CREATE = 0x400;
  private static final int NETLINK_GET_STRICT_CHK = 12;
  private static final int HEADER_BYTES = 16;

  /** The dumps that a kernel filters by the interface's index, which all have at 4. */
  private static final Set<Integer> FILTERED =
      Set.of(MessageType.RTM_GETADDR, MessageType.RTM_GETNEIGH, MessageType.RTM_GETQDISC);

  private static final int INDEX_AT = 4;

  /** Of a filter that the kernel ignores. */
  private static final MessageBytes NOTHING = new MessageBytes(new byte[0]);

  private final Map<Habit, Map<String, Long>> counts = new EnumMap<>(Habit.class);

  /** Of any process of the program: a script starts one for each interface. */
  private final Map<AskedDump, Long> lastDumpNs = new HashMap<>();

  private final Map<MessageBytes, Long> gateways = new HashMap<>();
  private final Map<Integer, SentMessage> lastChange = new HashMap<>();
  private final Set<Long> strict = new HashSet<>();

  /** Dumps of the same objects; those of another family or table are others. */
  private record AskedDump(int type, int family, MessageBytes asked) {}

  /** What is counted. */
  enum Habit {
    LINKS_WITH_VFS,
    LINK_DUMPS_WITH_STATISTICS,
    LINK_DUMPS_WITH_MORE_THAN_NAMES,
    FILTERS_WITHOUT_EFFECT,
    REPEATED_DUMPS,
    SINGLE_CHANGES,
    LINKS_MOVED,
    NAMESPACES_MADE,
    ROUTES_OF_ONE_NEXT_HOP
  }

  /** How often, by the type of request. */
  Map<String, Long> of(Habit habit) {
    return Map.copyOf(counts.getOrDefault(habit, Map.of()));
  }

  private void count(Habit habit, String type, long more) {
    counts.computeIfAbsent(habit, _ -> new HashMap<>()).merge(type, more, Long::sum);
  }

  void sent(SentMessage message) {
    if (message.protocol() != SentMessage.NETLINK_ROUTE) {
      return;
    }
    String type = RequestType.of(message);
    if (message.type() == MessageType.RTM_GETLINK) {
      links(message, type);
    }
    if (message.dump()) {
      dump(message, type);
    } else if (message.type() % 4 != 2) {
      change(message, type);
    }
  }

  private void links(SentMessage message, String type) {
    int mask = message.attribute32(IFINFOMSG, IFLA_EXT_MASK).orElse(0);
    if ((mask & Link.RTEXT_FILTER_VF) != 0) {
      count(Habit.LINKS_WITH_VFS, type, 1);
    }
    if (message.dump() && (mask & Link.RTEXT_FILTER_NAME_ONLY) == 0) {
      count(Habit.LINK_DUMPS_WITH_MORE_THAN_NAMES, type, 1);
      if ((mask & Link.RTEXT_FILTER_SKIP_STATS) == 0) {
        count(Habit.LINK_DUMPS_WITH_STATISTICS, type, 1);
      }
    }
  }

  private void dump(SentMessage message, String type) {
    boolean filter = FILTERED.contains(message.type()) && message.header32(INDEX_AT) != 0;
    boolean ignored = filter && !strict.contains(message.socket());
    if (ignored) {
      count(Habit.FILTERS_WITHOUT_EFFECT, type, 1);
    }
    // No kernel dumps the link of one index alone (net/core/rtnetlink.c,
    // rtnl_valid_dump_ifinfo_req).
    boolean all =
        ignored || (message.type() == MessageType.RTM_GETLINK && message.header32(INDEX_AT) != 0);
    AskedDump same =
        new AskedDump(message.type(), message.family(), all ? NOTHING : message.asked());
    if (lastDumpNs.size() >= MOST_KEYS && !lastDumpNs.containsKey(same)) {
      return;
    }
    Long before = lastDumpNs.put(same, message.timeNs());
    if (before != null && message.timeNs() - before < NS_PER_S) {
      count(Habit.REPEATED_DUMPS, type, 1);
    }
  }

  private void change(SentMessage message, String type) {
    boolean link =
        message.type() == MessageType.RTM_NEWLINK || message.type() == MessageType.RTM_SETLINK;
    if (link
        && (message.flags() & NLM_F_CREATE) == 0
        && (message.attribute(IFINFOMSG, IFLA_NET_NS_PID).isPresent()
            || message.attribute(IFINFOMSG, IFLA_NET_NS_FD).isPresent())) {
      count(Habit.LINKS_MOVED, type, 1);
    }
    if (message.type() == MessageType.RTM_NEWROUTE
        && message.attribute(RTMSG, RTA_NH_ID).isEmpty()) {
      message
          .attribute(RTMSG, RTA_GATEWAY)
          .or(() -> message.attribute(RTMSG, RTA_MULTIPATH))
          .ifPresent(hop -> gateway(hop, type));
    }
    SentMessage before =
        lastChange.size() < MOST_KEYS || lastChange.containsKey(message.thread())
            ? lastChange.put(message.thread(), message)
            : null;
    if (before != null
        && before.type() == message.type()
        && before.timeNs() != message.timeNs()
        && message.timeNs() - before.timeNs() < BATCH_GAP_NS
        && message.leftBytes() - message.length() < HEADER_BYTES) {
      count(Habit.SINGLE_CHANGES, type, 1);
    }
  }

  private void gateway(MessageBytes hop, String type) {
    if (gateways.size() < MOST_KEYS || gateways.containsKey(hop)) {
      long routes = gateways.merge(hop, 1L, Long::sum);
      if (routes > 1) {
        count(Habit.ROUTES_OF_ONE_NEXT_HOP, type, routes == 2 ? 2 : 1);
      }
    }
  }

  void ended(EndedCall call) {
    if (call.kind() == EndedCall.Kind.SETSOCKOPT
        && call.argument() == NETLINK_GET_STRICT_CHK
        && call.result() == 0
        && strict.size() < MOST_KEYS) {
      strict.add(call.socket());
    } else if (call.kind().makesNamespace() && call.result() >= 0) {
      count(Habit.NAMESPACES_MADE, RequestType.of(call), 1);
    }
  }
}
