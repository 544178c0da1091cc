// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import java.util.function.Function;

/** Attributes inside an attribute, whose table depends on those beside it. */
final class NestBySiblings extends Nest {
  private final Function<Attributes, AttributeTable> table;

  NestBySiblings(Function<Attributes, AttributeTable> table) {
    this.table = table;
  }

  @Override
  AttributeTable table(Attributes siblings) {
    return table.apply(siblings);
  }
}
