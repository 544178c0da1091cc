// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import io.rtnlab.netlink.wire.MalformedMessage;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.util.Arrays;

/** A {@code struct} and attributes behind it, in one attribute. */
public record StructThenNest<S extends Record>(Struct<S> head, AttributeSet table)
    implements Format<StructThenNest.Value<S>> {

  /** The struct and the attributes behind it. */
  public record Value<S>(S struct, Attributes attributes) {}

  @Override
  public String wireName() {
    return "struct-then-nest";
  }

  @Override
  public int leastBytes() {
    return head.size();
  }

  @Override
  public void check(Attributes siblings, byte[] bytes, int offset, int length) {
    if (length < head.size()) {
      throw new MalformedMessage(length + " bytes where a struct has " + head.size());
    }
    attributes(bytes, offset, length).check();
  }

  @Override
  public Value<S> read(Attributes siblings, byte[] bytes, int offset, int length) {
    return new Value<>(
        head.read(siblings, bytes, offset, head.size()), attributes(bytes, offset, length));
  }

  @Override
  public byte[] write(Value<S> value) {
    byte[] attributes = value.attributes().toArray();
    int from = NetlinkHeader.align(head.size());
    byte[] bytes = Arrays.copyOf(head.write(value.struct()), from + attributes.length);
    System.arraycopy(attributes, 0, bytes, from, attributes.length);
    return bytes;
  }

  private Attributes attributes(byte[] bytes, int offset, int length) {
    int from = Math.min(NetlinkHeader.align(head.size()), length);
    return new Attributes(table, bytes, offset + from, offset + length);
  }
}
