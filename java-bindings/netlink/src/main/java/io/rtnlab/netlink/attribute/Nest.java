// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

/** Attributes inside an attribute. */
abstract sealed class Nest implements Format<Attributes> permits PlainNest, NestBySiblings {

  /** Those that it may hold. */
  abstract AttributeTable table(Attributes siblings);

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
}
