// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import io.rtnlab.netlink.wire.AttributeCursor;
import io.rtnlab.netlink.wire.MalformedMessage;
import io.rtnlab.netlink.wire.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attributes whose every value was read and written again, at any depth, as a program writes them
 * that made them itself: what the tables do not know stays as it came.
 */
public final class Rewritten {
  private Rewritten() {}

  public static Attributes of(Attributes attributes) {
    return deep(attributes, null, List.of());
  }

  /** The kernel's names of the attributes that come out other than they went in. */
  public static List<String> differences(Attributes attributes) {
    List<String> names = new ArrayList<>();
    deep(attributes, names, List.of());
    return names;
  }

  private static Attributes deep(
      Attributes attributes, @Nullable List<String> differences, List<String> path) {
    byte[] bytes = attributes.toArray();
    Attributes original = new Attributes(attributes.table(), bytes, 0, bytes.length);
    Attributes rewritten = attributes.table().empty();
    AttributeCursor walk = new AttributeCursor().wrap(bytes, 0, bytes.length);
    while (walk.next()) {
      byte[] payload =
          Arrays.copyOfRange(bytes, walk.payload(), walk.payload() + walk.payloadBytes());
      Attribute<?> attribute = attributes.table().byNumber(walk.type());
      byte[] again = payload;
      if (attribute != null) {
        List<String> inside = new ArrayList<>(path);
        inside.add(attribute.kernelName());
        again = again(attribute, original, payload, differences, inside);
        if (differences != null && !Arrays.equals(payload, again)) {
          differences.add(String.join("/", inside));
        }
      }
      boolean nested = walk.nested();
      rewritten = rewritten.and(walk.type(), nested, again);
    }
    return rewritten;
  }

  private static <T> byte[] again(
      Attribute<T> attribute,
      Attributes siblings,
      byte[] payload,
      @Nullable List<String> differences,
      List<String> path) {
    T value = attribute.format().read(siblings, payload, 0, payload.length);
    return switch (value) {
      case Attributes nest -> deep(nest, differences, path).toArray();
      case NestKind<?> kind -> deep(kind.attributes(), differences, path).toArray();
      case Boolean statedInBytes when payload.length > 0 -> payload; // IFLA_VXLAN_TTL_INHERIT
      case List<?> list -> labelledAs(payload, attribute.format().write(value));
      case String text -> endedAs(payload, attribute.format().write(value));
      default -> attribute.format().write(value);
    };
  }

  /**
   * Items in order, whatever their numbers and marks: tc leaves NLA_F_NESTED out, which the kernel
   * takes as well, and the kernel counts actions from 0 that it takes from 1.
   */
  private static byte[] labelledAs(byte[] original, byte[] written) {
    return Arrays.equals(unlabelled(original), unlabelled(written)) ? original : written;
  }

  private static byte[] unlabelled(byte[] items) {
    byte[] unlabelled = items.clone();
    AttributeCursor walk = new AttributeCursor().wrap(items, 0, items.length);
    try {
      while (walk.next()) {
        Numbers.u16(unlabelled, walk.start() + 2, 0);
      }
      return unlabelled;
    } catch (MalformedMessage noAttributes) {
      return items; // an array of numbers
    }
  }

  /** Text with the NUL behind it or not: ip leaves it out here and there, the kernel takes both. */
  private static byte[] endedAs(byte[] original, byte[] written) {
    boolean withoutNul = original.length == written.length - 1;
    return withoutNul ? Arrays.copyOf(written, original.length) : written;
  }
}
