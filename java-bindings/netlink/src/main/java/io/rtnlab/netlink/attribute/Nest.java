package io.rtnlab.netlink.attribute;

import java.util.function.Function;

/** Attributes inside an attribute. */
record Nest(Function<Attributes, AttributeTable> table) implements Format<Attributes> {
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
    Attributes.check(table.apply(siblings), bytes, offset, offset + length, null);
  }

  @Override
  public Attributes read(Attributes siblings, byte[] bytes, int offset, int length) {
    return new Attributes(table.apply(siblings), bytes, offset, offset + length);
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
