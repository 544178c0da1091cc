// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import java.util.Arrays;
import java.util.List;

/** A {@code struct} that ends in an array of others. */
public record StructThenArray<S extends Record, I extends Record>(Struct<S> head, Struct<I> item)
    implements Format.Plain<StructThenArray.Value<S, I>> {

  /** The struct and the items of the array behind it. */
  public record Value<S, I>(S head, List<I> items) {}

  @Override
  public String wireName() {
    return "struct";
  }

  @Override
  public int leastBytes() {
    return head.size();
  }

  @Override
  public Value<S, I> read(Attributes siblings, byte[] bytes, int offset, int length) {
    int size = head.size();
    return new Value<>(
        head.read(siblings, bytes, offset, size),
        new Sequences.Adjacent<>(item).read(siblings, bytes, offset + size, length - size));
  }

  @Override
  public byte[] write(Value<S, I> value) {
    byte[] items = new Sequences.Adjacent<>(item).write(value.items());
    byte[] bytes = Arrays.copyOf(head.write(value.head()), head.size() + items.length);
    System.arraycopy(items, 0, bytes, head.size(), items.length);
    return bytes;
  }
}
