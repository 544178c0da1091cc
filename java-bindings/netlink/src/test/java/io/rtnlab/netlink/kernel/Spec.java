// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The kernel's own specifications of rtnetlink (Documentation/netlink/specs). */
final class Spec {
  private static final List<String> FILES =
      List.of("rt-addr", "rt-link", "rt-neigh", "rt-route", "rt-rule", "tc");

  /**
   * A set of attributes.
   *
   * @param prefix how the kernel's names begin, such as {@code IFLA_}
   */
  record Set(String file, String name, String prefix, List<Line> lines) {}

  /**
   * An attribute of a set.
   *
   * @param type {@code u32}, {@code binary}, {@code nest}, …
   * @param struct name of the struct that it holds
   */
  record Line(
      int number,
      String kernelName,
      String type,
      boolean bigEndian,
      Optional<String> struct,
      boolean ip) {}

  /** A member of a struct; one that means nothing has an empty name. */
  record Member(String name, int bytes, boolean bigEndian, Optional<String> struct) {}

  private final List<Set> sets = new ArrayList<>();
  private final Map<String, List<Member>> structs = new LinkedHashMap<>();

  private Spec() {}

  static Spec load() {
    Spec spec = new Spec();
    for (String file : FILES) {
      try (InputStream yaml = open(file + ".yaml")) {
        spec.read(file, map(new Load(LoadSettings.builder().build()).loadFromInputStream(yaml)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return spec;
  }

  static InputStream open(String name) {
    return Objects.requireNonNull(Spec.class.getResourceAsStream("/kernel/" + name), name);
  }

  List<Set> sets() {
    return sets;
  }

  Optional<Set> set(String name, String prefix) {
    return sets.stream()
        .filter(set -> set.name.equals(name) && set.prefix.equals(prefix))
        .findFirst();
  }

  /** Members of a struct in order; structs within are named by the outer member. */
  List<Member> struct(String name) {
    List<Member> flat = new ArrayList<>();
    for (Member member : Objects.requireNonNull(structs.get(name), name)) {
      if (member.struct.isPresent() && member.bytes == 0) {
        flat.addAll(struct(member.struct.get()));
      } else {
        flat.add(member);
      }
    }
    return flat;
  }

  private void read(String file, Map<String, Object> yaml) {
    for (Map<String, Object> definition : list(yaml.get("definitions"))) {
      if ("struct".equals(definition.get("type"))) {
        List<Member> members = new ArrayList<>();
        for (Map<String, Object> member : list(definition.get("members"))) {
          members.add(member(member));
        }
        structs.put(text(definition, "name"), members);
      }
    }
    for (Map<String, Object> set : list(yaml.get("attribute-sets"))) {
      String name = text(set, "name");
      if (set.get("subset-of") instanceof String parent) {
        sets.add(subset(file, name, parent, list(set.get("attributes"))));
        continue;
      }
      String prefix = Objects.toString(set.get("name-prefix"), name + "-");
      List<Line> lines = new ArrayList<>();
      int number = 0;
      for (Map<String, Object> attribute : list(set.get("attributes"))) {
        number = attribute.get("value") instanceof Integer value ? value : number + 1;
        lines.add(line(number, prefix, attribute));
      }
      sets.add(new Set(file, name, kernel(prefix), lines));
    }
  }

  /** What a subset says otherwise than its parent, such as the width of an attribute. */
  private Set subset(
      String file, String name, String parent, List<Map<String, Object>> attributes) {
    Set whole = sets.stream().filter(set -> set.name.equals(parent)).findFirst().orElseThrow();
    List<Line> otherwise = new ArrayList<>();
    for (Map<String, Object> attribute : attributes) {
      String kernelName = kernel(whole.prefix + attribute.get("name"));
      if (attribute.containsKey("type")) {
        whole.lines.stream()
            .filter(line -> line.kernelName.equals(kernelName))
            .map(line -> line(line.number, whole.prefix, attribute))
            .forEach(otherwise::add);
      }
    }
    return new Set(file, name, whole.prefix, otherwise);
  }

  private static Line line(int number, String prefix, Map<String, Object> attribute) {
    return new Line(
        number,
        kernel(prefix + attribute.get("name")),
        text(attribute, "type"),
        "big-endian".equals(attribute.get("byte-order")),
        Optional.ofNullable(attribute.get("struct")).map(Object::toString),
        Objects.toString(attribute.get("display-hint"), "").startsWith("ipv"));
  }

  private static Member member(Map<String, Object> member) {
    String type = text(member, "type");
    int bytes =
        switch (type) {
          case "u8", "s8" -> 1;
          case "u16", "s16" -> 2;
          case "u32", "s32" -> 4;
          case "u64", "s64" -> 8;
          default -> member.get("len") instanceof Integer length ? length : 0;
        };
    return new Member(
        type.equals("pad") ? "" : text(member, "name"),
        bytes,
        "big-endian".equals(member.get("byte-order")),
        Optional.ofNullable(member.get("struct")).map(Object::toString));
  }

  private static String kernel(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static String text(Map<String, Object> map, String key) {
    return Objects.toString(map.get(key), "");
  }

  private static List<Map<String, Object>> list(@Nullable Object yaml) {
    List<Map<String, Object>> maps = new ArrayList<>();
    if (yaml instanceof List<?> items) {
      for (Object item : items) {
        maps.add(item instanceof Map<?, ?> ? map(item) : Map.of("name", item));
      }
    }
    return maps;
  }

  private static Map<String, Object> map(@Nullable Object yaml) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (yaml instanceof Map<?, ?> entries) {
      entries.forEach((key, value) -> map.put(String.valueOf(key), value));
    }
    return map;
  }
}
