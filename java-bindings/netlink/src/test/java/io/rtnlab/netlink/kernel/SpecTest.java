// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Numbers, widths and byte order of every attribute that the kernel's specifications know. */
class SpecTest {
  private static final Spec SPEC = Spec.load();

  /** Where the specification is wrong or says less than the kernel does, and how that is known. */
  private static final Map<String, String> EXCEPTIONS = exceptions();

  static Map<String, String> exceptions() {
    Map<String, String> why = new TreeMap<>();
    String ratespec = "struct tc_ratespec has __u16 where the specification says u8";
    why.put("TCA_HTB_PARMS", ratespec);
    why.put("TCA_TBF_PARMS", ratespec);
    why.put("TCA_POLICE_TBF", ratespec);
    String bridgeId = "prio is __u8[2], the high byte first, in struct ifla_bridge_id";
    why.put("IFLA_BR_ROOT_ID", bridgeId);
    why.put("IFLA_BR_BRIDGE_ID", bridgeId);
    why.put("IFLA_BRPORT_ROOT_ID", bridgeId);
    why.put("IFLA_BRPORT_BRIDGE_ID", bridgeId);
    String put = "written with nla_put_be16, nla_put_be32 or nla_put_be64";
    why.put("IFLA_BR_VLAN_PROTOCOL", put);
    why.put("TCA_VLAN_PUSH_VLAN_PROTOCOL", put);
    why.put("NDA_PORT", put);
    why.put("RTA_SPORT", put);
    why.put("RTA_DPORT", put);
    why.put("FRA_TUN_ID", put);
    why.put("TCA_FLOWER_KEY_ENC_OPT_GENEVE_CLASS", put);
    why.put("TCA_FLOWER_KEY_ENC_OPT_ERSPAN_INDEX", put);
    String host = "written with nla_put_u16 or nla_put_u32, in the host's byte order";
    why.put("TCA_FLOWER_KEY_VLAN_ID", host);
    why.put("TCA_FLOWER_KEY_CVLAN_ID", host);
    why.put("TCA_FLOWER_KEY_MPLS_LABEL", host);
    why.put("IFLA_PROTO_DOWN_REASON", "a nest since it exists, see rtnl_proto_down_reason_policy");
    why.put("IFLA_VF_VLAN_INFO", "vlan_proto is __be16 in struct ifla_vf_vlan_info");
    why.put(
        "IFLA_OFFLOAD_XSTATS_HW_S_INFO",
        "a nest for each suite under its own number, see rtnl_offload_xstats_fill_hw_s_info");
    why.put("TCA_MIRRED_BLOCKID", "NLA_U32 in mirred_policy");
    why.put("TCA_U32_PCNT", "the array at its end is as long as the selector has keys");
    why.put("IFLA_BOND_SLAVE_PRIO", "NLA_S32 in bond_slave_policy");
    String unset = "the kernel sends -1 where it is not set, which ip prints signed";
    why.put("FRA_SUPPRESS_IFGROUP", unset);
    why.put("FRA_SUPPRESS_PREFIXLEN", unset);
    String ipv4 = "an IPv4 address";
    why.put("TCA_CT_NAT_IPV4_MIN", ipv4);
    why.put("TCA_CT_NAT_IPV4_MAX", ipv4);
    why.put("TCA_TUNNEL_KEY_ENC_IPV4_SRC", ipv4);
    why.put("TCA_TUNNEL_KEY_ENC_IPV4_DST", ipv4);
    why.put("TCA_FLOWER_KEY_ARP_SIP", ipv4);
    why.put("TCA_FLOWER_KEY_ARP_SIP_MASK", ipv4);
    why.put("TCA_FLOWER_KEY_ARP_TIP", ipv4);
    why.put("TCA_FLOWER_KEY_ARP_TIP_MASK", ipv4);
    why.put("TCA_TUNNEL_KEY_ENC_KEY_ID", "nla_put_be32 in tcf_tunnel_key_dump");
    why.put("TCA_CAKE_OVERHEAD", "NLA_S32 in cake_policy");
    why.put("TCA_CBS_PARMS", "struct tc_cbs_qopt has three bytes of padding and __s32");
    why.put("TCA_SKBMOD_ETYPE", "NLA_U16 in skbmod_policy");
    String raw = "statistics of one discipline, kept as bytes";
    why.put("TCA_XSTATS", raw);
    why.put("TCA_STATS_APP", raw);
    return why;
  }

  @TestFactory
  Stream<DynamicTest> eachTable() {
    return Tables.all().stream()
        .filter(table -> SPEC.set(table.name(), table.prefix()).isPresent())
        .map(table -> DynamicTest.dynamicTest(table.name(), () -> compare(table)));
  }

  private static void compare(AttributeSet table) {
    Spec.Set set = SPEC.set(table.name(), table.prefix()).orElseThrow();
    List<String> differences = new ArrayList<>();
    for (Spec.Line line : set.lines()) {
      Attribute<?> attribute = table.byNumber(line.number());
      if (line.kernelName().endsWith("_UNSPEC")) {
        continue; // number 0 of every enum, which is no attribute
      }
      if (attribute == null) {
        differences.add(line.kernelName() + " is missing");
      } else if (!attribute.kernelName().equals(line.kernelName())) {
        differences.add(attribute + " is number " + line.number() + ", as is " + line.kernelName());
      } else if (!EXCEPTIONS.containsKey(line.kernelName()) && !agree(attribute, line)) {
        differences.add(
            attribute + " is " + attribute.format().wireName() + " here, there " + line);
      }
    }
    assertEquals(List.of(), differences);
  }

  private static boolean agree(Attribute<?> attribute, Spec.Line line) {
    String ours = attribute.format().wireName();
    return switch (line.type()) {
      case "u8",
          "s8",
          "u64",
          "s64",
          "string",
          "flag",
          "indexed-array",
          "nest",
          "sub-message",
          "uint" ->
          ours.equals(line.type());
      case "u16" -> ours.equals(line.bigEndian() ? "be16" : "u16");
      case "u32" ->
          line.ip() ? ours.equals("binary") : ours.equals(line.bigEndian() ? "be32" : "u32");
      case "s32" -> ours.equals("s32");
      case "bitfield32" -> ours.equals("struct");
      case "binary" ->
          line.struct().isPresent() ? sameStruct(attribute, line) : !ours.startsWith("u");
      case "pad", "unused" -> true;
      default -> false;
    };
  }

  private static boolean sameStruct(Attribute<?> attribute, Spec.Line line) {
    if (!(attribute.format() instanceof Struct<?> struct)) {
      return attribute.format().wireName().startsWith("struct");
    }
    List<Struct.Field> ours = struct.fields();
    List<Spec.Member> theirs =
        SPEC.struct(line.struct().orElseThrow()).stream()
            .filter(member -> !member.name().isEmpty())
            .toList();
    List<Integer> ourWidths = ours.stream().flatMap(SpecTest::widths).toList();
    List<Integer> theirWidths = theirs.stream().map(SpecTest::signedWidth).toList();
    // The kernel's structs grow at their end, and specifications follow late.
    return ourWidths.size() >= theirWidths.size()
        && ourWidths.subList(0, theirWidths.size()).equals(theirWidths);
  }

  /** Widths of a field, or of those of the struct that it is; negative in network byte order. */
  private static Stream<Integer> widths(Struct.Field field) {
    return field.component().getType().isRecord()
        ? Struct.of(field.component().getType().asSubclass(Record.class)).fields().stream()
            .flatMap(SpecTest::widths)
        : Stream.of(field.bigEndian() ? -field.bytes() : field.bytes());
  }

  private static int signedWidth(Spec.Member member) {
    return member.bigEndian() ? -member.bytes() : member.bytes();
  }

  @Test
  void everyExceptionIsNeeded() {
    for (String name : EXCEPTIONS.keySet()) {
      boolean found = false;
      for (Spec.Set set : SPEC.sets()) {
        for (Spec.Line line : set.lines()) {
          if (line.kernelName().equals(name)) {
            found = true;
            for (AttributeSet table : Tables.all()) {
              Attribute<?> attribute = table.byNumber(line.number());
              if (attribute != null && attribute.kernelName().equals(name)) {
                assertFalse(agree(attribute, line), name + " needs no exception any more");
              }
            }
          }
        }
      }
      assertTrue(found, name + " is in no specification");
    }
  }
}
