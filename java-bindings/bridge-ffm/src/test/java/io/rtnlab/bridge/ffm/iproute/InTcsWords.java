// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import io.rtnlab.netlink.message.tc.Actions;
import io.rtnlab.netlink.message.tc.Chain;
import io.rtnlab.netlink.message.tc.Filter;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.TrafficControl;
import io.rtnlab.netlink.message.tc.classifier.BpfFilter;
import io.rtnlab.netlink.message.tc.classifier.Flower;
import io.rtnlab.netlink.message.tc.classifier.MatchAll;
import io.rtnlab.netlink.message.tc.classifier.U32Filter;
import io.rtnlab.netlink.message.tc.qdisc.Fifo;
import io.rtnlab.netlink.message.tc.qdisc.Fq;
import io.rtnlab.netlink.message.tc.qdisc.FqCodel;
import io.rtnlab.netlink.message.tc.qdisc.Htb;
import io.rtnlab.netlink.message.tc.qdisc.Netem;
import io.rtnlab.netlink.message.tc.qdisc.Prio;
import io.rtnlab.netlink.message.tc.qdisc.Tbf;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Disciplines and filters as {@code tc -j -d} prints them. */
final class InTcsWords {
  /** A tick of the packet scheduler (PSCHED_TICKS2NS in include/net/pkt_sched.h). */
  private static final long TICK_NS = 64;

  private static final Map<Integer, String> PROTOCOLS =
      Map.of(
          Filter.ETH_P_ALL,
          "all",
          Filter.ETH_P_IP,
          "ip",
          Filter.ETH_P_IPV6,
          "ipv6",
          0x8100,
          "802.1Q");

  private final IntFunction<String> linkName;
  private final ActionInTcsWords actions;
  private final FilterInTcsWords filters;

  InTcsWords(IntFunction<String> linkName) {
    this.linkName = linkName;
    this.actions = new ActionInTcsWords(linkName);
    this.filters = new FilterInTcsWords(actions);
  }

  Map<String, Object> qdisc(Qdisc qdisc) {
    Fields fields = new Fields();
    fields.put("dev", linkName.apply(qdisc.dev()));
    fields.put("handle", Integer.toHexString(qdisc.handle() >>> 16) + ":");
    if (qdisc.parent() == TrafficControl.TC_H_ROOT) {
      fields.put("root", true);
    } else {
      fields.put(
          "parent",
          Integer.toHexString(qdisc.parent() >>> 16)
              + ":"
              + Integer.toHexString(qdisc.parent() & 0xFFFF));
    }
    if (qdisc.info() != 1) {
      fields.put("refcnt", qdisc.info());
    }
    Fields options = new Fields();
    qdisc
        .kind()
        .ifPresent(
            kind -> {
              fields.put("kind", kind.kind());
              switch (kind) {
                case Htb htb -> htb(htb, options);
                case Tbf tbf -> tbf(tbf, options);
                case Fq fq -> fq(fq, options);
                case FqCodel codel -> fqCodel(codel, options);
                case Netem netem -> netem(netem, options);
                case Prio prio -> prio(prio, options);
                case Fifo fifo -> options.put("limit", fifo.limit());
                default -> {}
              }
            });
    fields.put("options", options);
    return fields;
  }

  private static void htb(Htb htb, Fields options) {
    Htb.Global global = htb.get(Htb.INIT).orElseThrow();
    options.put("r2q", global.rateToQuantum());
    options.put("default", "0x" + Integer.toHexString(global.defaultClass()));
    options.put("direct_packets_stat", global.directPackets());
    options.put("ver", (global.version() >> 16) + "." + (global.version() & 0xFFFF));
    options.from(htb, Htb.DIRECT_QLEN, "direct_qlen");
  }

  private static void tbf(Tbf tbf, Fields options) {
    Tbf.Parameters parameters = tbf.get(Tbf.PARMS).orElseThrow();
    long rate = parameters.rate().bytesPerSecond();
    long burstBytes = parameters.buffer() * TICK_NS * rate / 1_000_000_000;
    options.put("rate", rate);
    options.put("burst", burstBytes + "b/" + (1 << parameters.rate().cellLog()));
    options.put("mpu", parameters.rate().leastPacket());
    options.put("lat", (parameters.limit() - burstBytes) * 1_000_000 / rate);
    options.put("linklayer", parameters.rate().linkLayer() == 1 ? "ethernet" : "");
  }

  private static void fqCodel(FqCodel codel, Fields options) {
    options.numbers(
        codel,
        List.of(
            FqCodel.LIMIT,
            FqCodel.FLOWS,
            FqCodel.QUANTUM,
            FqCodel.TARGET,
            FqCodel.INTERVAL,
            FqCodel.MEMORY_LIMIT));
    options.from(codel, FqCodel.DROP_BATCH_SIZE, "drop_batch");
    options.flag("ecn", codel.get(FqCodel.ECN, 0));
  }

  private static void fq(Fq fq, Fields options) {
    options.from(fq, Fq.PLIMIT, "limit");
    options.from(fq, Fq.FLOW_PLIMIT, "flow_limit");
    options.from(fq, Fq.BUCKETS_LOG, "buckets", log -> 1 << log);
    options.from(fq, Fq.FLOW_MAX_RATE, "maxrate");
    options.from(fq, Fq.FLOW_REFILL_DELAY, "refill_delay");
    options.numbers(
        fq,
        List.of(
            Fq.ORPHAN_MASK,
            Fq.QUANTUM,
            Fq.INITIAL_QUANTUM,
            Fq.LOW_RATE_THRESHOLD,
            Fq.TIMER_SLACK,
            Fq.HORIZON));
    options.from(fq, Fq.PRIOMAP, "bands", Prio.Bands::count);
    options.from(fq, Fq.PRIOMAP, "priomap", InTcsWords::map);
    options.from(
        fq, Fq.WEIGHTS, "weights", weights -> weights.stream().map(Long::valueOf).toList());
    options.from(
        fq,
        Fq.HORIZON_DROP,
        fq.get(Fq.HORIZON_DROP, 0) != 0 ? "horizon_drop" : "horizon_cap",
        on -> Fields.NULL);
  }

  private static void prio(Prio prio, Fields options) {
    options.put("bands", prio.bands().count());
    options.put("priomap", map(prio.bands()));
    options.put("multiqueue", false);
  }

  private static List<Long> map(Prio.Bands bands) {
    List<Long> map = new ArrayList<>();
    for (byte band : bands.map().toArray()) {
      map.add((long) band);
    }
    return map;
  }

  /** A chance is a share of 2³² − 1. */
  private static void netem(Netem netem, Fields options) {
    Netem.Basics basics = netem.basics();
    Netem.Correlation correlation = netem.get(Netem.CORR, new Netem.Correlation(0, 0, 0));
    options.put("limit", basics.limit());
    options.put(
        "delay",
        new Fields()
            .and("delay", rounded(netem.get(Netem.LATENCY64, 0L) / 1e9))
            .and("jitter", rounded(netem.get(Netem.JITTER64, 0L) / 1e9))
            .and("correlation", share(correlation.delay())));
    options.put("loss-random", chance("loss", basics.loss(), correlation.loss()));
    options.put("duplicate", chance("duplicate", basics.duplicate(), correlation.duplicate()));
    netem
        .get(Netem.CORRUPT)
        .ifPresent(
            corrupt ->
                options.put(
                    "corrupt", chance("corrupt", corrupt.probability(), corrupt.correlation())));
    options.from(netem, Netem.PRNG_SEED, "seed");
    options.put("ecn", netem.get(Netem.ECN, 0) != 0);
    options.put("gap", basics.gap());
  }

  private static Fields chance(String word, long chance, long correlation) {
    return new Fields().and(word, share(chance)).and("correlation", share(correlation));
  }

  private static Object share(long chance) {
    return rounded(chance / (double) 0xFFFF_FFFFL);
  }

  /** As printf writes it with {@code %g}: six digits, and none after the point where all are 0. */
  private static Object rounded(double number) {
    double six = new BigDecimal(number).round(new MathContext(6)).doubleValue();
    return six == Math.rint(six) ? (Object) (long) six : (Object) six;
  }

  Map<String, Object> filter(Filter filter) {
    Fields fields = new Fields();
    fields.put("protocol", PROTOCOLS.getOrDefault(filter.protocol(), "" + filter.protocol()));
    fields.put("pref", filter.priority());
    fields.from(filter, TrafficControl.CHAIN, "chain");
    filter
        .kind()
        .ifPresent(
            kind -> {
              fields.put("kind", kind.kind());
              Fields options =
                  switch (kind) {
                    case U32Filter u32 when !u32.attributes().isEmpty() ->
                        filters.u32(filter.handle(), u32);
                    case BpfFilter bpf when !bpf.attributes().isEmpty() ->
                        filters.bpf(filter.handle(), bpf);
                    case Flower flower when !flower.attributes().isEmpty() ->
                        filters.flower(filter.handle(), flower);
                    case MatchAll matchAll when !matchAll.attributes().isEmpty() ->
                        filters.matchAll(filter.handle(), matchAll);
                    default -> new Fields();
                  };
              if (!options.isEmpty()) {
                fields.put("options", options);
              }
            });
    return fields;
  }

  Map<String, Object> chain(Chain chain) {
    Fields fields = new Fields();
    fields.put("parent", Integer.toHexString(chain.parent() >>> 16) + ":");
    fields.put("chain", chain.number());
    return fields;
  }

  Map<String, Object> actions(Actions actions) {
    return new Fields().and("actions", this.actions.alone(actions.list()));
  }
}
