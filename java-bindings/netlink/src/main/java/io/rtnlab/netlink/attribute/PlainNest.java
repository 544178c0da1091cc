// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Attributes inside an attribute, always of one table. */
final class PlainNest extends Nest {
  private final Supplier<AttributeTable> supplier;
  private volatile @Nullable AttributeTable table;

  PlainNest(Supplier<AttributeTable> supplier) {
    this.supplier = supplier;
  }

  @Override
  AttributeTable table(Attributes siblings) {
    return table();
  }

  /** Asked for once, when it is first needed: then all tables are filled. */
  AttributeTable table() {
    AttributeTable known = table;
    if (known == null) {
      known = supplier.get();
      table = known;
    }
    return known;
  }
}
