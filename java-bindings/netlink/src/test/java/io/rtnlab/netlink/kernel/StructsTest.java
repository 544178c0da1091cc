// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.netlink.attribute.BitField;
import io.rtnlab.netlink.attribute.Struct;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every field of every struct: place, width, sign and byte order are those that a C compiler finds
 * in the kernel's headers.
 */
class StructsTest {
  /** The kernel's names, by ours without the package. */
  private static final Map<String, String> KERNEL_NAMES = kernelNames();

  private static Map<String, String> kernelNames() {
    Map<String, String> names = new HashMap<>();
    new BufferedReader(
            new InputStreamReader(
                StructsTest.class.getResourceAsStream("/kernel/records.tsv"),
                StandardCharsets.UTF_8))
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", 2))
        .forEach(line -> names.put(line[0], line[1]));
    return names;
  }

  /** Ours that the headers say otherwise, and why. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "BridgeId.priority", "__u8[2] in the header, the high byte first",
          "MulticastEntries.Entry.address", "a struct of a union and a __be16 in the header",
          "MulticastEntries.Entry.protocol", "the same");

  /** A __u32 by itself, which br_rports_fill_info writes with nla_nest_start and nla_put_nohdr. */
  private static final String WITHOUT_STRUCT = "MulticastEntries.RouterPort";

  private record Member(int offset, int bytes, String kind) {}

  @Test
  void everyFieldIsTheKernels() throws IOException {
    Map<String, Map<String, Member>> structs = headers();
    List<String> differences = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Class<? extends Record> type : records()) {
      String ours = ours(type);
      String theirs = KERNEL_NAMES.get(ours);
      seen.add(ours);
      if (ours.equals(WITHOUT_STRUCT)) {
        continue;
      }
      if (theirs == null || !structs.containsKey(theirs)) {
        differences.add(ours + " is not in records.tsv, or its struct " + theirs + " nowhere");
        continue;
      }
      compare(ours, Struct.of(type), structs.getOrDefault(theirs, Map.of()), differences);
    }
    KERNEL_NAMES.keySet().stream()
        .filter(name -> !seen.contains(name))
        .forEach(name -> differences.add(name + " is no struct here"));
    assertEquals("", String.join("\n", differences));
    assertTrue(seen.size() > 50, () -> "only " + seen.size() + " compared");
  }

  private static void compare(
      String name, Struct<?> ours, Map<String, Member> theirs, List<String> differences) {
    int size = theirs.getOrDefault("*", new Member(0, 0, "")).bytes;
    if (size != ours.size()) {
      differences.add(name + " has " + ours.size() + " bytes here, " + size + " there");
    }
    for (Struct.Field field : ours.fields()) {
      String place = name + "." + field.name();
      if (EXCEPTIONS.containsKey(place)) {
        continue;
      }
      String kind = kind(field);
      boolean found =
          theirs.entrySet().stream()
              .filter(entry -> !entry.getKey().equals("*"))
              .map(Map.Entry::getValue)
              .anyMatch(
                  member ->
                      member.offset == field.offset()
                          && member.bytes == field.bytes()
                          && member.kind.equals(kind));
      if (!found) {
        differences.add(place + " at " + field.offset() + " is " + kind + field.bytes());
      }
    }
  }

  private static String kind(Struct.Field field) {
    if (field.component().getType().isRecord()) {
      return "struct";
    }
    if (field.component().isAnnotationPresent(Struct.Octets.class)) {
      return "bytes";
    }
    return field.bigEndian() ? "be" : field.signed() ? "s" : "u";
  }

  private static String ours(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }

  /** Every record with a layout of a struct. */
  private static List<Class<? extends Record>> records() {
    List<Class<? extends Record>> records = new ArrayList<>();
    records.add(BitField.class);
    for (Class<?> type : Tables.classes()) {
      boolean laidOut =
          type.isRecord()
              && type.getRecordComponents().length > 0
              && Arrays.stream(type.getRecordComponents())
                  .allMatch(
                      component ->
                          component.getAnnotations().length > 0 || component.getType().isRecord())
              && Arrays.stream(type.getRecordComponents())
                  .anyMatch(component -> component.getAnnotations().length > 0);
      if (laidOut) {
        records.add(type.asSubclass(Record.class));
      }
    }
    return records;
  }

  private static Map<String, Map<String, Member>> headers() throws IOException {
    Map<String, Map<String, Member>> structs = new HashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Spec.open("structs.tsv"), StandardCharsets.UTF_8))) {
      reader
          .lines()
          .map(line -> line.split("\t", 5))
          .forEach(
              line ->
                  structs
                      .computeIfAbsent(line[0], name -> new HashMap<>())
                      .put(
                          line[1],
                          new Member(
                              Integer.parseInt(line[2]), Integer.parseInt(line[3]), line[4])));
    }
    return structs;
  }
}
