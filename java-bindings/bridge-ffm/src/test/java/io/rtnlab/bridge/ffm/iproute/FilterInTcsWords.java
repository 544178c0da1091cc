// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.message.tc.Action;
import io.rtnlab.netlink.message.tc.Filter;
import io.rtnlab.netlink.message.tc.TrafficControl;
import io.rtnlab.netlink.message.tc.classifier.BpfFilter;
import io.rtnlab.netlink.message.tc.classifier.Flower;
import io.rtnlab.netlink.message.tc.classifier.MatchAll;
import io.rtnlab.netlink.message.tc.classifier.U32Filter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** What filters look at, as {@code tc -j -d filter} prints it. */
final class FilterInTcsWords {
  /** {@code TCA_CLS_FLAGS_NOT_IN_HW}. */
  private static final int NOT_IN_HARDWARE = 1 << 3;

  private final ActionInTcsWords actions;

  FilterInTcsWords(ActionInTcsWords actions) {
    this.actions = actions;
  }

  /**
   * A handle is 12 bits of table, 8 of bucket and 12 of node (TC_U32_HTID, TC_U32_HASH and
   * TC_U32_NODE).
   */
  Fields u32(int handle, U32Filter u32) {
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
    options.from(u32, U32Filter.FLAGS, "not_in_hw", flags -> (flags & NOT_IN_HARDWARE) != 0);
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

  Fields flower(int handle, Flower flower) {
    Fields options =
        options(handle, flower.get(Flower.FLAGS, 0), flower.get(Flower.ACT, List.of()));
    options.from(flower, Flower.CLASSID, "classid", TrafficControl::showHandle);
    Fields keys = new Fields();
    keys.from(flower, Flower.KEY_VLAN_ID, "vlan_id");
    keys.from(flower, Flower.KEY_VLAN_PRIO, "vlan_prio");
    keys.from(flower, Flower.KEY_ETH_DST, "dst_mac", Object::toString);
    keys.from(flower, Flower.KEY_ETH_SRC, "src_mac", Object::toString);
    flower
        .get(Flower.KEY_ETH_TYPE)
        .filter(type -> type == Filter.ETH_P_IP || type == Filter.ETH_P_IPV6)
        .ifPresent(type -> keys.put("eth_type", type == Filter.ETH_P_IP ? "ipv4" : "ipv6"));
    keys.from(flower, Flower.KEY_IP_PROTO, "ip_proto", number -> number == 6 ? "tcp" : "" + number);
    prefix(flower, Flower.KEY_IPV4_SRC, Flower.KEY_IPV4_SRC_MASK, "src_ip", keys);
    prefix(flower, Flower.KEY_IPV4_DST, Flower.KEY_IPV4_DST_MASK, "dst_ip", keys);
    prefix(flower, Flower.KEY_IPV6_SRC, Flower.KEY_IPV6_SRC_MASK, "src_ip", keys);
    prefix(flower, Flower.KEY_IPV6_DST, Flower.KEY_IPV6_DST_MASK, "dst_ip", keys);
    keys.from(flower, Flower.KEY_TCP_SRC, "src_port");
    keys.from(flower, Flower.KEY_TCP_DST, "dst_port");
    options.put("keys", keys);
    return options;
  }

  private static void prefix(
      Flower flower,
      Attribute<InetAddress> address,
      Attribute<InetAddress> mask,
      String word,
      Fields keys) {
    flower
        .get(address)
        .ifPresent(
            ip -> {
              byte[] ones = flower.get(mask).orElseThrow().getAddress();
              int length = new BigInteger(1, ones).bitCount();
              String end = length == Byte.SIZE * ones.length ? "" : "/" + length;
              keys.put(word, IpText.of(ip) + end);
            });
  }

  Fields matchAll(int handle, MatchAll matchAll) {
    Fields options =
        options(handle, matchAll.get(MatchAll.FLAGS, 0), matchAll.get(MatchAll.ACT, List.of()));
    options.from(matchAll, MatchAll.CLASSID, "flowid", TrafficControl::showHandle);
    return options;
  }

  Fields bpf(int handle, BpfFilter bpf) {
    int flags = bpf.get(BpfFilter.FLAGS_GEN, 0);
    Fields options = options(handle, flags, bpf.get(BpfFilter.ACT, List.of()));
    options.put("handle", "0x" + Integer.toHexString(handle));
    options.from(bpf, BpfFilter.CLASSID, "flowid", TrafficControl::showHandle);
    List<Fields> instructions = new ArrayList<>();
    ByteBuffer program =
        ByteBuffer.wrap(bpf.get(BpfFilter.OPS, Bytes.NONE).toArray())
            .order(ByteOrder.nativeOrder());
    while (program.hasRemaining()) { // struct sock_filter
      instructions.add(
          new Fields()
              .and("code", Short.toUnsignedInt(program.getShort()))
              .and("jt", Byte.toUnsignedInt(program.get()))
              .and("jf", Byte.toUnsignedInt(program.get()))
              .and("k", Integer.toUnsignedLong(program.getInt())));
    }
    Fields bytecode = new Fields().and("insns", instructions);
    bytecode.from(bpf, BpfFilter.OPS_LEN, "length");
    options.put("bytecode", bytecode);
    return options;
  }

  private Fields options(int handle, int flags, List<Action> list) {
    Fields options = new Fields();
    options.put("handle", handle);
    options.flag("skip_hw", flags & Flower.TCA_CLS_FLAGS_SKIP_HW);
    options.flag("not_in_hw", flags & NOT_IN_HARDWARE);
    if (!list.isEmpty()) {
      options.put("actions", actions.inFilter(list));
    }
    return options;
  }
}
