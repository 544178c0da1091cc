// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.netlink.Messages;
import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.message.Verb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every attribute and message type against the kernel's headers and its own checks, which also know
 * those that no specification describes.
 */
class ConstantsTest {
  /** Numbers that are no attribute's in the headers, and why. */
  private static final Set<String> NOT_IN_HEADERS =
      Set.of(
          "AF_INET",
          "AF_INET6",
          "AF_MCTP",
          "AF_MPLS", // address families stand for attributes here
          "DPLL_A_ID", // of another protocol
          "NETEM_LOSS_GI",
          "NETEM_LOSS_GE");

  /** What the kernel checks says less than what it writes, and how that is known. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "IFLA_INET_CONF", "a nest when it is set, an array when it is reported",
          "TCA_MQPRIO_MIN_RATE64", "a nest of numbers of the same name",
          "TCA_MQPRIO_MAX_RATE64", "the same");

  /** What a policy says, and what may stand for it here. */
  private static final Map<String, Set<String>> SAME =
      Map.ofEntries(
          Map.entry("U8", Set.of("u8")),
          Map.entry("U16", Set.of("u16", "be16")),
          Map.entry("U32", Set.of("u32", "s32", "be32", "binary", "struct")),
          Map.entry("U64", Set.of("u64", "s64", "be64")),
          Map.entry("S8", Set.of("s8")),
          Map.entry("S32", Set.of("s32")),
          Map.entry("S64", Set.of("s64")),
          Map.entry("BE16", Set.of("be16")),
          Map.entry("BE32", Set.of("be32", "binary")),
          Map.entry("UINT", Set.of("uint")),
          Map.entry("FLAG", Set.of("flag")),
          Map.entry("STRING", Set.of("string")),
          Map.entry("NUL", Set.of("string")),
          Map.entry("NESTED", Set.of("nest", "sub-message", "indexed-array")),
          Map.entry("BITFIELD32", Set.of("struct")));

  @Test
  void attributeNumbersAreTheHeaders() throws IOException {
    Map<String, Integer> header = new HashMap<>();
    for (String[] line : lines("constants.tsv")) {
      header.put(line[0], Integer.parseInt(line[1]));
    }
    List<String> differences = new ArrayList<>();
    for (AttributeSet table : Tables.all()) {
      for (Attribute<?> attribute : table.attributes()) {
        Integer number = header.get(attribute.kernelName());
        boolean known = number != null || NOT_IN_HEADERS.contains(attribute.kernelName());
        if (!known || (number != null && number != attribute.number())) {
          differences.add(attribute + " is " + attribute.number() + " here, " + number + " there");
        }
      }
    }
    assertEquals(List.of(), differences);
  }

  @Test
  void messageTypesAreTheHeaders() throws IOException {
    Map<String, String> kernelNames =
        Map.ofEntries(
            Map.entry("link", "LINK"),
            Map.entry("link properties", "LINKPROP"),
            Map.entry("link statistics", "STATS"),
            Map.entry("address", "ADDR"),
            Map.entry("address label", "ADDRLABEL"),
            Map.entry("route", "ROUTE"),
            Map.entry("nexthop", "NEXTHOP"),
            Map.entry("rule", "RULE"),
            Map.entry("neighbour", "NEIGH"),
            Map.entry("neighbour table", "NEIGHTBL"),
            Map.entry("bridge vlans", "VLAN"),
            Map.entry("multicast entries", "MDB"),
            Map.entry("qdisc", "QDISC"),
            Map.entry("class", "TCLASS"),
            Map.entry("filter", "TFILTER"),
            Map.entry("chain", "CHAIN"),
            Map.entry("actions", "ACTION"),
            Map.entry("namespace id", "NSID"),
            Map.entry("network configuration", "NETCONF"),
            Map.entry("multicast address", "MULTICAST"),
            Map.entry("anycast address", "ANYCAST"),
            Map.entry("prefix", "PREFIX"),
            Map.entry("neighbour option", "NDUSEROPT"),
            Map.entry("nexthop bucket", "NEXTHOPBUCKET"),
            Map.entry("tunnel", "TUNNEL"),
            Map.entry("cache report", "CACHEREPORT"));
    Map<String, Integer> expected = new TreeMap<>();
    Map<String, Integer> actual = new TreeMap<>();
    for (String[] line : lines("constants.tsv")) {
      if (line[0].startsWith("RTM_NEW") && kernelNames.containsValue(line[0].substring(7))) {
        expected.put(line[0], Integer.parseInt(line[1]));
      }
    }
    Messages.codecs()
        .forEach(
            codec -> actual.put("RTM_NEW" + kernelNames.get(codec.name()), codec.type(Verb.NEW)));
    assertEquals(expected, actual);
  }

  @Test
  void widthsAreThoseThatTheKernelChecks() throws IOException {
    Map<String, Set<String>> policies = new HashMap<>();
    for (String[] line : lines("policies.tsv")) {
      policies.computeIfAbsent(line[0], name -> new TreeSet<>()).add(line[1]);
    }
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (AttributeSet table : Tables.all()) {
      for (Attribute<?> attribute : table.attributes()) {
        Set<String> policy = policies.getOrDefault(attribute.kernelName(), Set.of());
        if (!policy.isEmpty() && SAME.keySet().containsAll(policy)) {
          compared++;
          String ours = attribute.format().wireName();
          boolean same =
              policy.stream().anyMatch(each -> SAME.getOrDefault(each, Set.of()).contains(ours));
          if (!same && !EXCEPTIONS.containsKey(attribute.kernelName())) {
            differences.add(attribute + " is " + ours + " here, " + policy + " there");
          }
        }
      }
    }
    assertEquals(List.of(), differences);
    assertEquals(true, compared > 500, "only " + compared + " compared");
  }

  private static List<String[]> lines(String file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(Spec.open(file), StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> line.split("\t", 2)).toList();
    }
  }
}
