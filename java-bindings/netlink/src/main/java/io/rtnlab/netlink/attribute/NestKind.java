// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import java.util.function.Function;

/**
 * A kind that consists of attributes.
 *
 * @param <T> the kind itself
 */
public interface NestKind<T extends NestKind<T>> extends Kind, Attributed<T> {

  /** How such a kind lies in its attribute. */
  static <T extends NestKind<T>> Format<T> format(
      AttributeSet table, Function<Attributes, T> wrap) {
    return Formats.nest(() -> table).as(wrap, Attributed::attributes);
  }

  @Override
  default byte[] toArray() {
    return attributes().toArray();
  }
}
