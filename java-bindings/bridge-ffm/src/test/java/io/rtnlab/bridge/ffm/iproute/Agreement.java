// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.bridge.ffm.live.Sandbox;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkException;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Objects in a network namespace, asked for twice: by {@code ip} or one of its siblings, and by us.
 */
final class Agreement implements AutoCloseable {
  /** What kernels say that were built without something. */
  private static final Pattern LACKS =
      Pattern.compile(
          "Unknown device type|qdisc kind is unknown|TC classifier not found|TC action module"
              + "|Operation not supported|Protocol not supported");

  /** What {@code ip} does not print in version 6.1, but in later ones. */
  private static final Set<String> LATE =
      Set.of(
          "/gso_ipv4_max_size",
          "/gro_ipv4_max_size",
          "/linkinfo/info_data/coupled_control",
          "/linkinfo/info_data/fdb_max_learned",
          "/linkinfo/info_data/fdb_n_learned",
          "/linkinfo/info_data/mst_enabled",
          "/linkinfo/info_slave_data/mab",
          "/linkinfo/info_slave_data/neigh_vlan_suppress",
          "/options/bands",
          "/options/priomap",
          "/options/seed",
          "/options/weights",
          "/protocol",
          "/vlans/neigh_suppress");

  private final Sandbox sandbox;
  private final NetlinkSession session;
  private final IpRoute ip;

  Agreement() throws IOException {
    sandbox = Sandbox.create();
    session = sandbox.session();
    ip = new IpRoute(sandbox.namespace());
  }

  NetlinkSession session() {
    return session;
  }

  IpRoute ip() {
    return ip;
  }

  /** Runs commands, one a line; where the kernel lacks what one makes, the test ends by that. */
  void make(String commands) throws IOException {
    for (String command : commands.lines().toList()) {
      try {
        ip.run(command);
      } catch (IOException refused) {
        Matcher lacks = LACKS.matcher(String.valueOf(refused.getMessage()));
        assumeTrue(!lacks.find(), () -> "needs kernel-kind: " + command + ": " + lacks.group());
        throw refused;
      }
    }
  }

  /** The same of an object of this library. */
  <T extends KernelObject<T>> void make(T object) throws IOException {
    try {
      session.add(object);
    } catch (NetlinkException refused) {
      boolean lacks = LACKS.matcher(String.valueOf(refused.getMessage())).find();
      assumeTrue(!lacks, "needs kernel-kind: " + refused.getMessage());
      throw refused;
    }
  }

  InIpsWords words() throws IOException {
    Map<Integer, Link> links = new HashMap<>();
    session.dump(Link.all()).forEach(link -> links.put(link.index(), link));
    return new InIpsWords(links);
  }

  int index(String link) throws IOException {
    return session.get(Link.named(link)).index();
  }

  /** Objects that are asked for. */
  interface Asking<T> {
    List<T> get() throws IOException;
  }

  <T extends KernelObject<T>> void compare(
      String command, Asking<T> ours, Function<T, Map<String, Object>> words, String... leaveOut)
      throws IOException {
    compare(
        () -> ip.objects(command).stream().map(fields -> without(leaveOut, fields)).toList(),
        ours,
        object -> without(leaveOut, words.apply(object)));
  }

  /**
   * The same objects in the same order; one at a time, so that a difference is easy to see. A link
   * takes a while to come up: what changes meanwhile is asked for again.
   */
  <T extends KernelObject<T>> void compare(
      Asking<Map<String, Object>> printed, Asking<T> ours, Function<T, Map<String, Object>> words)
      throws IOException {
    List<Set<String>> before;
    List<Set<String>> after = lines(ours, words);
    List<Set<String>> expected;
    do {
      before = after;
      expected = printed.get().stream().map(Agreement::lines).toList();
      after = lines(ours, words);
    } while (!before.equals(after));
    assertFalse(expected.isEmpty(), "there is nothing to compare");
    for (int i = 0; i < Math.min(expected.size(), after.size()); i++) {
      Set<String> theirs = expected.get(i);
      Set<String> more = less(after.get(i), theirs);
      more.removeIf(line -> LATE.contains(field(line)) && !fields(theirs).contains(field(line)));
      assertEquals(less(theirs, after.get(i)), more, "object " + i + " is printed otherwise");
    }
    assertEquals(expected.size(), after.size());
  }

  /** The name of a line's field, which of several objects alike has it left out. */
  private static String field(String line) {
    return line.substring(0, line.indexOf(' ')).replaceAll("/[0-9]+", "");
  }

  private static Set<String> fields(Set<String> lines) {
    return lines.stream().map(Agreement::field).collect(Collectors.toSet());
  }

  private static Set<String> less(Set<String> lines, Set<String> others) {
    Set<String> rest = new TreeSet<>(lines);
    rest.removeAll(others);
    return rest;
  }

  private static <T> List<Set<String>> lines(Asking<T> ours, Function<T, Map<String, Object>> words)
      throws IOException {
    return ours.get().stream().map(words).map(Agreement::lines).toList();
  }

  private static Set<String> lines(Map<String, Object> fields) {
    Set<String> lines = new TreeSet<>();
    lines("", fields, lines);
    return lines;
  }

  /** A line for each field, those of an object inside under its name. */
  private static void lines(String path, Object value, Set<String> lines) {
    switch (value) {
      case Map<?, ?> fields when !fields.isEmpty() ->
          fields.forEach((name, field) -> lines(path + "/" + name, field, lines));
      case List<?> list when list.stream().anyMatch(Map.class::isInstance) -> {
        for (int i = 0; i < list.size(); i++) {
          lines(path + "/" + i, list.get(i), lines);
        }
      }
      default -> lines.add(path + " " + value);
    }
  }

  private static Map<String, Object> without(String[] names, Map<String, Object> fields) {
    fields.keySet().removeAll(List.of(names));
    for (Object value : fields.values()) {
      if (value instanceof TreeMap<?, ?>) {
        without(names, fieldsOf(value));
      }
    }
    return fields;
  }

  @SuppressWarnings("unchecked") // IpRoute makes no others
  static Map<String, Object> fieldsOf(Object value) {
    return (Map<String, Object>) value;
  }

  @Override
  public void close() {
    session.close();
    sandbox.close();
  }
}
