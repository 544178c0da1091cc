// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.attribute.Struct.U16;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.message.Prefix;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Which table a packet is routed by ({@code RTM_NEWRULE}).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+---------------+---------------+
 * |     family    |    dst_len    |    src_len    |      tos      |
 * +---------------+---------------+---------------+---------------+
 * |     table     |      res1     |      res2     |     action    |
 * +---------------------------------------------------------------+
 * |                             flags                             |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param table table below 256; {@link #TABLE_ID} holds any
 * @param action {@code FR_ACT_*}
 * @param flags {@code FIB_RULE_*}
 * @see <a href="https://man7.org/linux/man-pages/man8/ip-rule.8.html">ip-rule(8)</a>,
 *     include/uapi/linux/fib_rules.h
 */
public record Rule(
    int family,
    int destinationLength,
    int sourceLength,
    int tos,
    int table,
    int action,
    int flags,
    Attributes attributes)
    implements KernelObject<Rule> {

  public static final AttributeTable TABLE = new AttributeTable("fib-rule-attrs", "FRA_");
  public static final Attribute<InetAddress> DESTINATION = TABLE.ip(1, "FRA_DST", "to");
  public static final Attribute<InetAddress> SOURCE = TABLE.ip(2, "FRA_SRC", "from");
  public static final Attribute<String> IN_INTERFACE = TABLE.text(3, "FRA_IIFNAME", "iif");
  public static final Attribute<Integer> GOTO = TABLE.u32(4, "FRA_GOTO");
  public static final Attribute<Bytes> UNUSED2 = TABLE.bytes(5, "FRA_UNUSED2");
  public static final Attribute<Integer> PRIORITY = TABLE.u32(6, "FRA_PRIORITY");
  public static final Attribute<Bytes> UNUSED3 = TABLE.bytes(7, "FRA_UNUSED3");
  public static final Attribute<Bytes> UNUSED4 = TABLE.bytes(8, "FRA_UNUSED4");
  public static final Attribute<Bytes> UNUSED5 = TABLE.bytes(9, "FRA_UNUSED5");
  public static final Attribute<Integer> MARK = TABLE.bits32(10, "FRA_FWMARK");
  public static final Attribute<Integer> FLOW = TABLE.add(11, "FRA_FLOW", "realms", Realms.FORMAT);
  public static final Attribute<Long> TUNNEL_ID = TABLE.add(12, "FRA_TUN_ID", Formats.BE64);
  public static final Attribute<Integer> SUPPRESS_IFGROUP = TABLE.s32(13, "FRA_SUPPRESS_IFGROUP");
  public static final Attribute<Integer> SUPPRESS_PREFIXLEN =
      TABLE.s32(14, "FRA_SUPPRESS_PREFIXLEN");
  public static final Attribute<Integer> TABLE_ID = TABLE.u32(15, "FRA_TABLE");
  public static final Attribute<Integer> MARK_MASK = TABLE.bits32(16, "FRA_FWMASK");
  public static final Attribute<String> OUT_INTERFACE = TABLE.text(17, "FRA_OIFNAME", "oif");
  public static final Attribute<Bytes> PAD = TABLE.bytes(18, "FRA_PAD");
  public static final Attribute<Integer> L3MDEV = TABLE.u8(19, "FRA_L3MDEV");
  public static final Attribute<UserRange> UID_RANGE =
      TABLE.struct(20, "FRA_UID_RANGE", "uidrange", UserRange.class);
  public static final Attribute<Integer> PROTOCOL =
      TABLE.add(21, "FRA_PROTOCOL", "proto", Formats.U8.shown(RouteProtocol::name));
  public static final Attribute<Integer> IP_PROTO = TABLE.u8(22, "FRA_IP_PROTO", "ipproto");
  public static final Attribute<PortRange> SPORT_RANGE =
      TABLE.struct(23, "FRA_SPORT_RANGE", "sport", PortRange.class);
  public static final Attribute<PortRange> DPORT_RANGE =
      TABLE.struct(24, "FRA_DPORT_RANGE", "dport", PortRange.class);
  public static final Attribute<Integer> DSCP = TABLE.u8(25, "FRA_DSCP");
  public static final Attribute<Integer> FLOWLABEL = TABLE.be32(26, "FRA_FLOWLABEL");
  public static final Attribute<Integer> FLOWLABEL_MASK = TABLE.be32(27, "FRA_FLOWLABEL_MASK");
  public static final Attribute<Integer> SPORT_MASK = TABLE.u16(28, "FRA_SPORT_MASK");
  public static final Attribute<Integer> DPORT_MASK = TABLE.u16(29, "FRA_DPORT_MASK");
  public static final Attribute<Integer> DSCP_MASK = TABLE.u8(30, "FRA_DSCP_MASK");

  public static final Codec<Rule> CODEC = new Layout();

  public static final int FR_ACT_TO_TBL = 1;
  public static final int FR_ACT_GOTO = 2;
  public static final int FR_ACT_NOP = 3;
  public static final int FR_ACT_BLACKHOLE = 6;
  public static final int FR_ACT_UNREACHABLE = 7;
  public static final int FR_ACT_PROHIBIT = 8;

  /** {@code FIB_RULE_PERMANENT}: cannot be deleted. */
  public static final int FIB_RULE_PERMANENT = 0x1;

  /** {@code FIB_RULE_INVERT}: for packets that do not match. */
  public static final int FIB_RULE_INVERT = 0x2;

  /** {@code struct fib_rule_uid_range}: users, the first and the last. */
  public record UserRange(@U32 long first, @U32 long last) {
    @Override
    public String toString() {
      return first + "-" + last;
    }
  }

  /** {@code struct fib_rule_port_range}: ports, the first and the last. */
  public record PortRange(@U16 int first, @U16 int last) {
    @Override
    public String toString() {
      return first == last ? Integer.toString(first) : first + "-" + last;
    }
  }

  /** Every rule of a family, for a dump. */
  public static Rule all(int family) {
    return new Rule(family, 0, 0, 0, 0, 0, 0, TABLE.empty());
  }

  /** Packets of a family go by that table ({@code ip rule add … table …}). */
  public static Rule lookup(int family, int table) {
    return new Rule(
            family,
            0,
            0,
            0,
            Integer.compareUnsigned(table, 256) < 0 ? table : Route.RT_TABLE_UNSPEC,
            FR_ACT_TO_TBL,
            0,
            TABLE.empty())
        .with(TABLE_ID, table);
  }

  /** Only packets from there. */
  public Rule from(Prefix source) {
    Family.requireSame(family, source.address(), "the source");
    return new Rule(
            family, destinationLength, source.length(), tos, table, action, flags, attributes)
        .with(SOURCE, source.address());
  }

  public Rule from(String source) {
    return from(Prefix.of(source));
  }

  /** Only packets to there. */
  public Rule to(Prefix destination) {
    Family.requireSame(family, destination.address(), "the destination");
    return new Rule(
            family, destination.length(), sourceLength, tos, table, action, flags, attributes)
        .with(DESTINATION, destination.address());
  }

  public Rule to(String destination) {
    return to(Prefix.of(destination));
  }

  /** Only packets with that mark. */
  public Rule mark(int mark) {
    return with(MARK, mark);
  }

  /** Only packets that came in by the link of that name. */
  public Rule in(String link) {
    return with(IN_INTERFACE, link);
  }

  /** Lower is looked at first. */
  public Rule priority(int priority) {
    return with(PRIORITY, priority);
  }

  /** {@code FR_ACT_*}. */
  public Rule action(int action) {
    return new Rule(family, destinationLength, sourceLength, tos, table, action, flags, attributes);
  }

  public int priority() {
    return get(PRIORITY, 0);
  }

  /** Table of any number. */
  public int tableId() {
    return get(TABLE_ID, table);
  }

  /** {@code 0.0.0.0/0} or {@code ::/0} where any will do. */
  public Prefix source() {
    return get(SOURCE)
        .map(address -> new Prefix(address, sourceLength))
        .orElseGet(() -> Prefix.all(family));
  }

  /** {@code 0.0.0.0/0} or {@code ::/0} where any will do. */
  public Prefix destination() {
    return get(DESTINATION)
        .map(address -> new Prefix(address, destinationLength))
        .orElseGet(() -> Prefix.all(family));
  }

  /** All but what the kernel finds out for itself, such as whether its link is there. */
  @Override
  public Object identity() {
    int known = flags & (FIB_RULE_INVERT | FIB_RULE_PERMANENT);
    return new Rule(
        family,
        destinationLength,
        sourceLength,
        tos,
        table,
        action,
        known,
        attributes.without(PAD));
  }

  @Override
  public Optional<Boolean> isListedBy(Rule filter) {
    boolean listed = filter.family == Family.AF_UNSPEC || filter.family == family;
    return filter.attributes.isEmpty() ? Optional.of(listed) : Optional.empty();
  }

  @Override
  public Rule with(Attributes attributes) {
    return new Rule(family, destinationLength, sourceLength, tos, table, action, flags, attributes);
  }

  @Override
  public Codec<Rule> codec() {
    return CODEC;
  }

  /** As {@code ip rule} prints it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(Integer.toUnsignedString(priority()));
    text.append((flags & FIB_RULE_INVERT) == 0 ? ": from " : ": not from ");
    text.append(sourceLength == 0 ? "all" : source().toString());
    if (destinationLength != 0) {
      text.append(" to ").append(destination());
    }
    if (tos != 0) {
      text.append(" tos 0x").append(Integer.toHexString(tos));
    }
    Attributes rest = printedAfter();
    if (!rest.isEmpty()) {
      text.append(' ').append(rest);
    }
    return text.append(' ').append(outcome()).toString();
  }

  /** The attributes that have no place of their own in what is printed. */
  private Attributes printedAfter() {
    Attributes rest = attributes;
    for (Attribute<?> each : List.of(PRIORITY, SOURCE, DESTINATION, TABLE_ID, GOTO, L3MDEV, PAD)) {
      rest = rest.without(each);
    }
    return withoutUnset(withoutUnset(rest, SUPPRESS_PREFIXLEN), SUPPRESS_IFGROUP);
  }

  private String outcome() {
    if (action != FR_ACT_TO_TBL) {
      return action == FR_ACT_GOTO
          ? "goto " + Integer.toUnsignedString(get(GOTO, 0))
          : actionName(action);
    }
    return get(L3MDEV, 0) == 0
        ? "lookup " + Integer.toUnsignedString(tableId())
        : "lookup [l3mdev-table]";
  }

  /** The kernel sends -1 where a rule suppresses nothing, which {@code ip} leaves out too. */
  private static Attributes withoutUnset(Attributes attributes, Attribute<Integer> attribute) {
    return attributes.get(attribute, 0) == -1 ? attributes.without(attribute) : attributes;
  }

  /** The name of an {@code FR_ACT_*}. */
  private static String actionName(int action) {
    return switch (action) {
      case FR_ACT_NOP -> "nop";
      case FR_ACT_BLACKHOLE -> "blackhole";
      case FR_ACT_UNREACHABLE -> "unreachable";
      case FR_ACT_PROHIBIT -> "prohibit";
      default -> "action " + action;
    };
  }

  private static final class Layout extends Codec<Rule> {
    private Layout() {
      super("rule", MessageType.RTM_NEWRULE, 12);
    }

    @Override
    protected AttributeSet table(int family) {
      return TABLE;
    }

    @Override
    protected Rule read(MessageCursor header, AttributeSet table) {
      Attributes attributes = attributes(header, table);
      Prefix.check(attributes, DESTINATION, header.u8(1));
      Prefix.check(attributes, SOURCE, header.u8(2));
      return new Rule(
          header.u8(0),
          header.u8(1),
          header.u8(2),
          header.u8(3),
          header.u8(4),
          header.u8(7),
          header.u32(8),
          attributes);
    }

    @Override
    protected void writeHeader(Rule rule, MessageWriter writer) {
      writer
          .u8s(rule.family, rule.destinationLength, rule.sourceLength, rule.tos)
          .u8s(rule.table, 0, 0, rule.action)
          .u32(rule.flags);
    }
  }
}
