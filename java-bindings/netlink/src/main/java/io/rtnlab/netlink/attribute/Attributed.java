// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import java.util.Optional;

/**
 * Something that carries attributes. Never changed; every {@code with} makes another.
 *
 * @param <T> the thing itself
 */
public interface Attributed<T extends Attributed<T>> {

  /** All attributes, the unknown ones too. */
  Attributes attributes();

  /** The same with other attributes. */
  T with(Attributes attributes);

  default <V> T with(Attribute<V> attribute, V value) {
    return with(attributes().with(attribute, value));
  }

  default <V> Optional<V> get(Attribute<V> attribute) {
    return attributes().get(attribute);
  }

  default <V> V get(Attribute<V> attribute, V otherwise) {
    return attributes().get(attribute, otherwise);
  }

  default boolean has(Attribute<?> attribute) {
    return attributes().has(attribute);
  }
}
