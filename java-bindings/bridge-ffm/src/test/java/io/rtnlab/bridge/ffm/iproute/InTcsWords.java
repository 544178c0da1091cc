package io.rtnlab.bridge.ffm.live;

import io.rtnlab.bridge.ffm.live.InIpsWords.Fields;
import io.rtnlab.netlink.message.tc.Fifo;
import io.rtnlab.netlink.message.tc.Filter;
import io.rtnlab.netlink.message.tc.Htb;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.Tbf;
import io.rtnlab.netlink.message.tc.TrafficControl;
import io.rtnlab.netlink.message.tc.U32Filter;
import java.util.Map;
import java.util.function.IntFunction;

/** Disciplines and filters as {@code tc -j -d} tells them. */
final class InTcsWords {
  /** A tick of the packet scheduler (PSCHED_TICKS2NS in include/net/pkt_sched.h). */
  private static final long TICK_NS = 64;

  private final IntFunction<String> linkName;

  InTcsWords(IntFunction<String> linkName) {
    this.linkName = linkName;
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

  Map<String, Object> filter(Filter filter) {
    Fields fields = new Fields();
    fields.put("protocol", filter.protocol() == Filter.ETH_P_IP ? "ip" : "" + filter.protocol());
    fields.put("pref", filter.priority());
    fields.from(filter, TrafficControl.CHAIN, "chain");
    filter
        .kind()
        .ifPresent(
            kind -> {
              fields.put("kind", kind.kind());
              if (kind instanceof U32Filter u32 && !u32.attributes().isEmpty()) {
                fields.put("options", u32(filter.handle(), u32));
              }
            });
    return fields;
  }

  /** A handle is 12 bits of table, 8 of bucket and 12 of node (TC_U32_HTID and its kin). */
  private static Fields u32(int handle, U32Filter u32) {
    Fields options = new Fields();
    String table = Integer.toHexString(handle >>> 20);
    int node = handle & 0xFFF;
    if (node == 0) {
      options.put("fh", table + ":");
    } else {
      options.put("fh", table + "::" + Integer.toHexString(node));
      options.put("order", node);
      options.put("bkt", Integer.toHexString(handle >>> 12 & 0xFF));
    }
    options.from(u32, U32Filter.HASH, "key_ht", hash -> Integer.toHexString(hash >>> 20));
    options.from(u32, U32Filter.DIVISOR, "ht_divisor");
    options.from(u32, U32Filter.CLASSID, "flowid", TrafficControl::showHandle);
    options.from(u32, U32Filter.FLAGS, "not_in_hw", flags -> (flags & 8) != 0);
    u32.get(U32Filter.SEL)
        .ifPresent(
            selector -> {
              U32Filter.Key key = selector.keys().getFirst();
              options.put(
                  "match",
                  new Fields()
                      .and("value", Integer.toHexString(key.value()))
                      .and("mask", Integer.toHexString(key.mask()))
                      .and("offmask", key.offsetMask() == 0 ? "" : "" + key.offsetMask())
                      .and("off", key.offset()));
            });
    return options;
  }
}
