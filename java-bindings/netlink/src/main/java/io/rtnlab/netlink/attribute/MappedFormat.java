// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import java.util.function.Function;

/** A format whose values are those of another, wrapped. */
record MappedFormat<T, U>(
    Format<T> inner, Function<T, U> wrap, Function<U, T> unwrap, Function<U, String> shown)
    implements Format<U> {

  @Override
  public String wireName() {
    return inner.wireName();
  }

  @Override
  public int leastBytes() {
    return inner.leastBytes();
  }

  @Override
  public void check(Attributes siblings, byte[] bytes, int offset, int length) {
    inner.check(siblings, bytes, offset, length);
  }

  @Override
  public long alwaysValidLengths() {
    return inner.alwaysValidLengths();
  }

  @Override
  public U read(Attributes siblings, byte[] bytes, int offset, int length) {
    return wrap.apply(inner.read(siblings, bytes, offset, length));
  }

  @Override
  public byte[] write(U value) {
    return inner.write(unwrap.apply(value));
  }

  @Override
  public boolean nested() {
    return inner.nested();
  }

  @Override
  public String show(U value) {
    return shown.apply(value);
  }
}
