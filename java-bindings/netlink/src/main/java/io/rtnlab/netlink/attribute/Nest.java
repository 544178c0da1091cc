// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Attributes inside an attribute. */
abstract sealed class Nest implements Format<Attributes> {

  /** Those that it may hold. */
  abstract AttributeSet table(Attributes siblings);

  @Override
  public String wireName() {
    return "nest";
  }

  @Override
  public int leastBytes() {
    return 0;
  }

  @Override
  public boolean nested() {
    return true;
  }

  @Override
  public void check(Attributes siblings, byte[] bytes, int offset, int length) {
    Attributes.check(table(siblings), bytes, offset, offset + length, null);
  }

  @Override
  public Attributes read(Attributes siblings, byte[] bytes, int offset, int length) {
    return new Attributes(table(siblings), bytes, offset, offset + length);
  }

  @Override
  public byte[] write(Attributes value) {
    return value.toArray();
  }

  @Override
  public String show(Attributes value) {
    return "{ " + value + " }";
  }

  /** Attributes inside an attribute, always of one set. */
  static final class OfOneSet extends Nest {
    private final Supplier<? extends AttributeSet> supplier;
    private volatile @Nullable AttributeSet table;

    OfOneSet(Supplier<? extends AttributeSet> supplier) {
      this.supplier = supplier;
    }

    @Override
    AttributeSet table(Attributes siblings) {
      return table();
    }

    /** Asked for once, when it is first needed: then all tables are filled. */
    AttributeSet table() {
      AttributeSet known = table;
      if (known == null) {
        known = supplier.get();
        table = known;
      }
      return known;
    }
  }

  /** Attributes inside an attribute, whose set depends on those beside it. */
  static final class BySiblings extends Nest {
    private final Function<Attributes, ? extends AttributeSet> table;

    BySiblings(Function<Attributes, ? extends AttributeSet> table) {
      this.table = table;
    }

    @Override
    AttributeSet table(Attributes siblings) {
      return table.apply(siblings);
    }
  }
}
