// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.Attributed;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Fields by name, whole numbers as long. */
final class Fields extends TreeMap<String, Object> {
  /** What a word without a value, such as {@code blackhole}, has for a value. */
  static final Object NULL = true;

  private static final long serialVersionUID = 1L;

  @Override
  public Object put(String name, Object value) {
    return super.put(name, value instanceof Integer number ? number.longValue() : value);
  }

  Fields and(String name, Object value) {
    put(name, value);
    return this;
  }

  /** Each under the attribute's own word. */
  void numbers(Attributed<?> object, List<Attribute<Integer>> attributes) {
    attributes.forEach(attribute -> from(object, attribute, attribute.word()));
  }

  void flag(String name, int bits) {
    if (bits != 0) {
      put(name, true);
    }
  }

  <V> void from(Attributed<?> object, Attribute<V> attribute, String name) {
    from(object, attribute, name, value -> value);
  }

  <V> void from(
      Attributed<?> object, Attribute<V> attribute, String name, Function<V, Object> word) {
    object.get(attribute).ifPresent(value -> put(name, word.apply(value)));
  }
}
