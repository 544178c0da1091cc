// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message;

import static io.rtnlab.netlink.wire.NetlinkHeader.NLM_F_DUMP;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLM_F_REQUEST;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.netlink.Messages;
import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.kind.BondPort;
import io.rtnlab.netlink.message.link.kind.Bridge;
import io.rtnlab.netlink.message.link.kind.Vxlan;
import io.rtnlab.netlink.message.route.Hop;
import io.rtnlab.netlink.message.route.LabelStack;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.message.route.Rule;
import io.rtnlab.netlink.message.route.SegmentList;
import io.rtnlab.netlink.message.route.SegmentRouting;
import io.rtnlab.netlink.message.route.Via;
import io.rtnlab.netlink.message.tc.Filter;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.TrafficControl;
import io.rtnlab.netlink.message.tc.classifier.Flower;
import io.rtnlab.netlink.message.tc.classifier.FlowerOptions;
import io.rtnlab.netlink.message.tc.classifier.Fw;
import io.rtnlab.netlink.message.tc.classifier.MatchAll;
import io.rtnlab.netlink.message.tc.classifier.U32Filter;
import io.rtnlab.netlink.message.tc.qdisc.Htb;
import io.rtnlab.netlink.wire.AttributeCursor;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.lang.foreign.Arena;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are easily read, written or printed wrong, each by bytes that a kernel sends. */
class RightValuesTest {

  // ---- levels of nests

  /** From matchall and others the kernel wants at least an empty {@code TCA_OPTIONS}. */
  @Test
  void aFilterWithoutOptionsHasAnEmptyNestOfThemWhereTheKernelWantsIt() {
    assertTrue(Filter.of(1, 0xFFFF_0000, 1, Filter.ETH_P_ALL, MatchAll.all()).has(Filter.OPTIONS));
    Fw oldForm = new Fw(Fw.TABLE.empty());
    assertFalse(Filter.of(1, 0xFFFF_0000, 1, Filter.ETH_P_ALL, oldForm).has(Filter.OPTIONS));
  }

  @Test
  void flowersMplsOptionsAreANestOfLabelStackEntries() {
    byte[] value =
        hex(
            "2c000180 05000100 01000000 05000200 30000000 05000300 00000000"
                + " 05000400 03000000 08000500 21000000");
    Attributes options =
        new Flower(Flower.TABLE.empty().and(99, true, value))
            .get(Flower.KEY_MPLS_OPTS)
            .orElseThrow();
    Attributes entry = options.get(FlowerOptions.MPLS_LSE).orElseThrow();
    assertEquals(1, entry.get(FlowerOptions.MPLS_LSE_DEPTH, 0));
    assertEquals(48, entry.get(FlowerOptions.MPLS_LSE_TTL, 0));
    assertEquals(0, entry.get(FlowerOptions.MPLS_LSE_BOS, 9));
    assertEquals(3, entry.get(FlowerOptions.MPLS_LSE_TC, 0));
    assertEquals(33, entry.get(FlowerOptions.MPLS_LSE_LABEL, 0));

    Attributes made =
        FlowerOptions.MPLS_TABLE
            .empty()
            .with(FlowerOptions.MPLS_LSE_DEPTH, 1)
            .with(FlowerOptions.MPLS_LSE_TTL, 48)
            .with(FlowerOptions.MPLS_LSE_BOS, 0)
            .with(FlowerOptions.MPLS_LSE_TC, 3)
            .with(FlowerOptions.MPLS_LSE_LABEL, 33);
    assertArrayEquals(
        value,
        FlowerOptions.MPLS_OPTIONS_TABLE.empty().and(FlowerOptions.MPLS_LSE, made).toArray());
  }

  // ---- signed numbers

  @Test
  void aRatesIntervalIsSigned() {
    Attributes attributes = Qdisc.TABLE.empty().and(5, false, hex("fe 0a"));
    TrafficControl.Estimator estimator = attributes.get(TrafficControl.RATE).orElseThrow();
    assertEquals(-2, estimator.interval());
    assertSameBytes(hex("fe 0a"), TrafficControl.RATE, estimator);
  }

  @Test
  void theAlignmentOfCellsIsSigned() {
    byte[] parameters =
        hex("00 01 0000 ffff 0000 40420f00 00 01 0000 ffff 0000 40420f00" + "00".repeat(20));
    Htb.Parameters htb = Htb.TABLE.empty().and(1, false, parameters).get(Htb.PARMS).orElseThrow();
    assertEquals(-1, htb.rate().cellAlign());
    assertEquals(-1, htb.ceiling().cellAlign());
    assertSameBytes(parameters, Htb.PARMS, htb);

    byte[] sizes = hex("03 05 ffff f8ffffff" + "00".repeat(16));
    TrafficControl.SizeSpec size =
        TrafficControl.SIZE_TABLE
            .empty()
            .and(1, false, sizes)
            .get(TrafficControl.SIZE_BASE)
            .orElseThrow();
    assertEquals(-1, size.cellAlign());
    assertEquals(-8, size.overhead());
    assertSameBytes(sizes, TrafficControl.SIZE_BASE, size);
  }

  @Test
  void offsetsOfU32AreSigned() {
    byte[] selector =
        hex("01 00 01 00 0f00 0000 feff fdff 00000000 ffffffff 01000000 f2ffffff 00000000");
    U32Filter.Selector read =
        U32Filter.TABLE.empty().and(5, false, selector).get(U32Filter.SEL).orElseThrow();
    assertEquals(-2, read.head().offsetOffset());
    assertEquals(-3, read.head().hashOffset());
    assertEquals(-14, read.keys().getFirst().offset());
    assertSameBytes(selector, U32Filter.SEL, read);
  }

  // ---- names that are no UTF-8

  @Test
  void aNameThatIsNoUtf8CanBeSentBack() {
    byte[] name = hex("61 ff 00");
    Link link = Link.all().with(Link.TABLE.empty().and(3, false, name));
    assertArrayEquals(hex("0700 0300 61ff00 00"), Link.named(link.name()).attributes().toArray());
    assertEquals("a\\xff", link.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "61ff",
        "c3a9",
        "80",
        "eda080",
        "f09f9880",
        "e282",
        "ff41fe",
        "f0908080",
        "c0af",
        "edb2ff"
      })
  void textLosesNoByte(String bytes) {
    byte[] sent = hex(bytes + "00");
    for (Attribute<String> text : List.of(Link.NAME, Link.ALIAS, Link.QDISC, TrafficControl.KIND)) {
      String read = text.format().read(Link.TABLE.empty(), sent, 0, sent.length);
      assertArrayEquals(sent, text.format().write(read));
      assertTrue(
          StandardCharsets.UTF_8.newEncoder().canEncode(text.format().show(read)),
          "what is printed is text");
    }
    Link named =
        Link.all()
            .with(
                Link.PROPERTIES,
                Link.TABLE.empty().and(Link.ALTERNATIVE_NAME.number(), false, sent));
    String alternative = named.alternativeNames().getFirst();
    assertArrayEquals(sent, Link.ALTERNATIVE_NAME.format().write(alternative));
  }

  @Test
  void controlCharactersAreNotPrinted() {
    assertEquals("\\x1b[31m\\x0a\\u202e\\\\", Link.named("\u001b[31m\n\u202e\\").toString());
  }

  // ---- addresses of another family

  @Test
  void aGatewayOfAnotherFamilyGoesIntoRtaVia() {
    Route route = Route.to("10.0.0.0/8").via("2001:db8::1").dev(3);
    assertFalse(route.has(Route.GATEWAY));
    assertEquals(Optional.of(new Via(IpText.address("2001:db8::1"))), route.get(Route.VIA));
    assertEquals(Route.RT_SCOPE_UNIVERSE, route.scope());
    assertArrayEquals(
        hex("1600 1200 0a00 20010db8000000000000000000000001 0000"),
        Route.TABLE.empty().with(Route.VIA, route.get(Route.VIA).orElseThrow()).toArray());

    assertTrue(Route.to("10.0.0.0/8").via("10.1.1.1").has(Route.GATEWAY));
    assertTrue(Route.mpls(100).via("10.1.1.1").has(Route.VIA));
    Hop hop = Route.to("10.0.0.0/8").nextHops(Hop.via("fe80::1").on(3)).nextHops().getFirst();
    assertTrue(hop.has(Route.VIA) && !hop.has(Route.GATEWAY), hop.toString());
  }

  @Test
  void anAddressOfAnotherFamilyIsRefused() {
    Route ipv6 = Route.to("2001:db8::/32");
    refused(() -> ipv6.via("10.0.0.1"));
    refused(() -> ipv6.nextHops(Hop.via("10.0.0.1")));
    refused(() -> ipv6.source(IpText.address("10.0.0.1")));
    refused(() -> Rule.lookup(Family.AF_INET, 7).from("2001:db8::/32"));
    refused(() -> Rule.lookup(Family.AF_INET6, 7).to("10.0.0.0/8"));
    refused(() -> Address.of("10.0.0.1/24", 1).peer(IpText.address("::1")));
    Route byHand = Route.to("10.0.0.0/8").with(Route.GATEWAY, IpText.address("2001:db8::1"));
    refused(() -> Request.add(byHand).write(writer(), 1, true));
  }

  // ---- IPv4-mapped IPv6

  @Test
  void ipv4MappedStaysIpv6() {
    Address address = Address.of("::ffff:10.7.0.1/24", 3);
    assertEquals(Family.AF_INET6, address.family());
    assertEquals(
        "00000000000000000000ffff0a070001",
        Bytes.of(address.local().address().getAddress()).toString());
    Route route = Route.to("::ffff:10.0.0.0/104");
    assertEquals(Family.AF_INET6, route.family());
    assertEquals(104, route.destinationLength());
    assertEquals("::ffff:10.0.0.0/104", route.destination().toString());
    assertEquals(route.destination(), Prefix.of(route.destination().toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "255.255.255.255",
        "10.0.0.1",
        "::",
        "::1",
        "1::",
        "fe80::1",
        "::ffff:1.2.3.4",
        "2001:db8:0:1:1:1:1:1",
        "2001:0:0:1::1",
        "1:2:3:4:5:6:7:8",
        "64:ff9b::102:304"
      })
  void whatIsPrintedIsReadBack(String text) {
    assertEquals(text, IpText.of(IpText.address(text)));
    assertEquals(text.indexOf(':') >= 0, IpText.address(text) instanceof Inet6Address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "10.1",
        "10.0.0",
        "10.0.0.1.2",
        "010.0.0.1",
        "0x7f.0.0.1",
        "256.0.0.1",
        "1.2.3.4 ",
        "localhost",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "::1%lo",
        "::1.2.3",
        "1.2.3.4::",
        "::g",
        "1:2:3:4:5:6:7::8:9",
        "fe80::1%1",
        "[::1]"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> IpText.address(text));
  }

  // ---- values wider than their attribute

  @Test
  void aValueWiderThanItsAttributeIsRefused() {
    assertEquals(
        "IFLA_CARRIER: 300 does not fit: 0 to 255",
        refused(() -> Link.all().with(Link.CARRIER, 300)));
    assertEquals(
        "IFLA_HEADROOM: 70000 does not fit: 0 to 65535",
        refused(() -> Link.all().with(Link.HEADROOM, 70_000)));
    refused(() -> Vxlan.id(1).port(65_536));
    refused(() -> Vxlan.id(1).with(Vxlan.TTL, -1));
    refused(() -> Hop.dev(1).weight(257));
    refused(() -> NextHop.Member.of(1, 0));
    refused(() -> LabelStack.of(1 << 20));
    refused(() -> Route.to("10.0.0.0/8").protocol(256));
    Rule wide = new Rule(2, 0, 0, 300, 0, 1, 0, Rule.TABLE.empty());
    refused(() -> Request.add(wide).write(writer(), 1, true));
    refused(
        () -> Qdisc.TABLE.empty().with(TrafficControl.RATE, new TrafficControl.Estimator(128, 0)));
    refused(() -> Link.all().with(Link.TABLE.empty().and(0x8001, false, new byte[0])));
  }

  @Test
  void aPrefixIsWrittenOut() {
    refused(() -> Route.to("10/8"));
    refused(() -> Route.to("10.0.0.0/+8"));
    refused(() -> Route.to("10.0.0.0/33"));
    refused(() -> Route.to("10.0.0.0/"));
    refused(() -> Route.to("10.0.0.0/255.0.0.0"));
    refused(() -> Prefix.of("::/129"));
  }

  @Test
  void textWithNulIsRefused() {
    assertEquals(
        "IFLA_IFNAME: a text with NUL, behind which the kernel reads nothing: a\\x00b",
        refused(() -> Link.named("a\0b")));
    refused(() -> writer().text(3, "a\0"));
  }

  // ---- unsigned numbers

  @Test
  void unsignedNumbersArePrintedUnsigned() {
    assertEquals("4207869677", NextHop.Member.of(0xfacefeed, 1).toString());
    assertEquals("4207869677,2", NextHop.Member.of(0xfacefeed, 2).toString());
    Rule rule = Rule.lookup(Family.AF_INET, 7).with(Rule.SUPPRESS_PREFIXLEN, -1);
    assertEquals("0: from all lookup 7", rule.toString());
    assertEquals(
        "0: from all suppress_prefixlen 0 lookup 7",
        rule.with(Rule.SUPPRESS_PREFIXLEN, 0).toString());
    assertEquals("0x80000001/0xffffffff", new Bridge.Options(0x80000001, -1).toString());
    String key =
        U32Filter.SEL
            .format()
            .show(U32Filter.Selector.of(new U32Filter.Key(0xFF000000, 0x80000000, -14, 0)));
    assertTrue(key.contains("4278190080") && key.contains("-14"), key);
  }

  // ---- printed as ip and tc print them

  @Test
  void aRuleIsPrintedWithAllThatItMatches() {
    Rule inverted =
        new Rule(2, 0, 24, 0x10, 254, 1, Rule.FIB_RULE_INVERT, Rule.TABLE.empty())
            .with(Rule.SOURCE, IpText.address("192.0.2.0"))
            .with(Rule.PRIORITY, 1000)
            .with(Rule.SPORT_RANGE, new Rule.PortRange(80, 8080))
            .with(Rule.DPORT_RANGE, new Rule.PortRange(53, 53))
            .with(Rule.UID_RANGE, new Rule.UserRange(1000, 1999))
            .with(Rule.FLOW, 199 << 16 | 200)
            .with(Rule.PROTOCOL, 12);
    assertEquals(
        "1000: not from 192.0.2.0/24 tos 0x10 sport 80-8080 dport 53 uidrange 1000-1999"
            + " realms 199/200 proto bird lookup 254",
        inverted.toString());
    Rule jump = new Rule(10, 0, 0, 0, 0, Rule.FR_ACT_GOTO, 0, Rule.TABLE.empty());
    assertEquals("0: from all goto 32766", jump.with(Rule.GOTO, 32_766).toString());
    assertEquals(
        "0: from all lookup [l3mdev-table]",
        Rule.lookup(Family.AF_INET, 0).with(Rule.L3MDEV, 1).toString());
  }

  @Test
  void realmsOfARouteAreTwoNumbers() {
    assertEquals("250/254", Route.FLOW.format().show(0x00FA00FE));
    assertEquals("254", Route.FLOW.format().show(0xFE));
  }

  @Test
  void flagsOfALinkComeInTheOrderOfIp() {
    Link noCarrier = new Link(0, 1, 3, Link.IFF_UP | 1 << 1 | 1 << 12, 0, Link.TABLE.empty());
    assertTrue(noCarrier.toString().contains("<NO-CARRIER,BROADCAST,MULTICAST,UP>"));
    Link up = new Link(0, 1, 3, 0x1_1043 | 1 << 31, 0, Link.TABLE.empty());
    assertTrue(up.toString().contains("<BROADCAST,MULTICAST,UP,LOWER_UP,80000000>"), up::toString);
  }

  @Test
  void lifetimesSayForever() {
    assertEquals(
        "valid forever preferred 1795sec created 1 updated 2",
        new Address.CacheInfo(1795, Address.CacheInfo.FOREVER, 1, 2).toString());
  }

  @Test
  void addressesAndClassesOfFiltersAreNoPlainNumbers() {
    Attributes flower =
        Flower.TABLE.empty().and(57, false, hex("0a000000")).and(1, false, hex("0a000100"));
    assertEquals("10.0.0.0", IpText.of(flower.get(Flower.KEY_ARP_SIP).orElseThrow()));
    assertEquals("key_arp_sip 10.0.0.0 classid 1:a", flower.toString());
  }

  // ---- what came is sent back as it came

  @Test
  void aValueThatIsSetAgainStaysAsItCame() {
    byte[] shortCacheInfo = hex("00000000 00000000 00000000 00000000"); // before Linux 2.6.20
    Attributes route =
        Route.TABLE
            .empty()
            .and(12, false, shortCacheInfo)
            .and(3, false, "eth0".getBytes(StandardCharsets.UTF_8));
    Route.CacheInfo info = route.get(Route.CACHE_INFO).orElseThrow();
    assertEquals(route, route.with(Route.CACHE_INFO, info));

    byte[] networkOrder = hex("0800 0440 07000000"); // NLA_F_NET_BYTEORDER
    Attributes marked = Attributes.within(Route.TABLE, networkOrder, 0, networkOrder.length);
    assertArrayEquals(networkOrder, marked.with(Route.OUT_INTERFACE, 7).toArray());
    assertEquals(
        AttributeCursor.NLA_F_NET_BYTEORDER,
        (marked.with(Route.OUT_INTERFACE, 8).toArray()[3] & 0xFF) << 8);
  }

  @Test
  void aFlagOfZeroIsNotSet() {
    Attributes cleared = Vxlan.TABLE.empty().and(Vxlan.TTL_INHERIT.number(), false, new byte[1]);
    assertEquals(Optional.of(false), cleared.get(Vxlan.TTL_INHERIT));
    assertEquals(cleared, cleared.with(Vxlan.TTL_INHERIT, Boolean.FALSE));
    assertTrue(cleared.with(Vxlan.TTL_INHERIT, true).get(Vxlan.TTL_INHERIT, false));
    assertTrue(Vxlan.TABLE.empty().with(Vxlan.TTL_INHERIT, Boolean.FALSE).isEmpty());
    assertTrue(Vxlan.TABLE.empty().with(Vxlan.GBP, true).with(Vxlan.GBP, Boolean.FALSE).isEmpty());
  }

  // ---- the newest attributes

  @Test
  void aBondsPortHasAPriority() {
    Attributes port = BondPort.TABLE.empty().and(10, false, hex("ff00"));
    assertArrayEquals(hex("0600 0a00 ff00 0000"), port.toArray());
    assertEquals(255, port.get(BondPort.ACTOR_PORT_PRIO, 0));
  }

  // ---- SRv6, as ip -6 route add … encap seg6 mode encap segs fc00::1,fc00::2 sends it

  @Test
  void segmentsLieInReverse() {
    byte[] srh =
        hex(
            "01000000 00 04 04 01 01 00 0000"
                + " fc000000000000000000000000000002 fc000000000000000000000000000001");
    Route made =
        Route.to("2001:db8::/32")
            .along(
                SegmentRouting.SEG6_IPTUN_MODE_ENCAP,
                IpText.address("fc00::1"),
                IpText.address("fc00::2"));
    Attributes encapsulation = made.get(Route.ENCAP).orElseThrow();
    SegmentList list = encapsulation.get(SegmentRouting.SRH).orElseThrow();
    assertArrayEquals(srh, SegmentRouting.SRH.format().write(list));
    assertEquals("mode 1 segs 2 [ fc00::1 fc00::2 ]", list.toString());
    assertEquals(5, made.get(Route.ENCAP_TYPE, 0));
    refused(() -> Route.to("::/0").along(1, IpText.address("10.0.0.1")));
  }

  @Test
  void aSegmentOfARouterSaysWhatItDoes() {
    Route made =
        Route.to("fc00::1")
            .segment(
                SegmentRouting.SEG6_LOCAL_ACTION_END_DT6,
                SegmentRouting.LOCAL_TABLE.empty().with(SegmentRouting.LOOKUP_TABLE, 254));
    assertArrayEquals(
        hex("0800 0300 fe000000 0800 0100 07000000"),
        made.get(Route.ENCAP).orElseThrow().toArray());
  }

  // ---- a question of one byte, as glibc's getaddrinfo asks

  @Test
  void aQuestionMayBeShorterThanItsHeader() {
    MessageWriter writer = writer();
    writer.begin(MessageType.RTM_GETADDR, NLM_F_REQUEST | NLM_F_DUMP, 1).u8(0).end();
    MessageCursor message = new MessageCursor().wrap(writer.datagram(), writer.position());
    assertTrue(message.next());
    assertEquals(Address.all(Family.AF_UNSPEC), Messages.read(message).orElseThrow());
  }

  private static String refused(org.junit.jupiter.api.function.Executable work) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, work).getMessage());
  }

  private static <T> void assertSameBytes(byte[] bytes, Attribute<T> attribute, T value) {
    assertArrayEquals(bytes, attribute.format().write(value));
  }

  private static MessageWriter writer() {
    return new MessageWriter(Arena.ofAuto().allocate(4096, 8));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }
}
