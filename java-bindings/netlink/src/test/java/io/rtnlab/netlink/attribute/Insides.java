// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What may lie inside an attribute: the tables of its nests, and its kinds by their names. */
public final class Insides {
  private Insides() {}

  /** The attributes that one may hold; empty where it holds none, or others for each kind. */
  public static Optional<AttributeSet> table(Format<?> format) {
    return switch (format) {
      case Nest.OfOneSet nest -> Optional.of(nest.table());
      case Nest.BySiblings _ -> Optional.of(AttributeSet.UNKNOWN);
      case StructThenNest<?> struct -> Optional.of(struct.table());
      case Format.Mapped<?, ?> mapped -> table(mapped.inner());
      default -> Optional.empty();
    };
  }

  /** Bytes of the struct in front of them. */
  public static int headBytes(Format<?> format) {
    return format instanceof StructThenNest<?> struct ? struct.leastBytes() : 0;
  }

  /** The format of the items of a list, each of which is an attribute of its own. */
  public static Optional<Format<?>> item(Format<?> format) {
    return switch (format) {
      case Sequences.Numbered<?> list -> Optional.of(list.item());
      case Format.Mapped<?, ?> mapped -> item(mapped.inner());
      default -> Optional.empty();
    };
  }

  /** The kinds that an attribute may hold, by the name that another attribute has. */
  public static Map<String, ? extends Format<?>> kinds(Format<?> format) {
    return format instanceof KindFormat<?> kinds ? kinds.known() : Map.of();
  }

  /** The attributes that name the kind of another one in this table. */
  public static List<Attribute<?>> withKinds(AttributeSet table) {
    return table.attributes().stream().filter(each -> !kinds(each.format()).isEmpty()).toList();
  }

  /** The number of the attribute that names the kind. */
  public static int selector(Format<?> format) {
    return format instanceof KindFormat<?> kinds ? kinds.selector().number() : 0;
  }
}
