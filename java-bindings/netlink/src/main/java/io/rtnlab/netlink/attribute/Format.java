// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import io.rtnlab.netlink.wire.MalformedMessage;
import java.util.function.Function;

/**
 * How one kind of value lies in an attribute, and how it reads.
 *
 * @param <T> the value in Java
 */
public interface Format<T> {
  /** The last bit of {@link #alwaysValidLengths}. */
  int LARGEST_SIZE = Long.SIZE - 1;

  /** What the kernel's specifications call it: {@code u32}, {@code string}, {@code nest}, … */
  String wireName();

  /** Fewer bytes than this are malformed. More are a newer kernel's, and stay unread. */
  int leastBytes();

  /**
   * Reads the value, after {@link #check}.
   *
   * @param siblings the attributes beside it, which a few formats depend on
   * @param bytes holds the value: {@code length} bytes from {@code offset} on
   */
  T read(Attributes siblings, byte[] bytes, int offset, int length);

  /** The value as the kernel wants it, without padding. */
  byte[] write(T value);

  /**
   * Checks all that {@link #read} would stumble over.
   *
   * @throws MalformedMessage if it would
   */
  default void check(Attributes siblings, byte[] bytes, int offset, int length) {
    if (length < leastBytes()) {
      throw new MalformedMessage(
          length + " bytes where a " + wireName() + " needs " + leastBytes());
    }
  }

  /**
   * The sizes at which a value is sound whatever its bytes are, so that {@link #check} need not be
   * asked: bit n for n bytes, the last bit for {@value #LARGEST_SIZE} and more.
   */
  default long alwaysValidLengths() {
    return 0;
  }

  /** Whether its attribute is marked {@code NLA_F_NESTED} when written. */
  default boolean nested() {
    return false;
  }

  /** The value as people read it. */
  default String show(T value) {
    return String.valueOf(value);
  }

  /** The same bytes, seen as something else. */
  default <U> Format<U> as(Function<T, U> wrap, Function<U, T> unwrap) {
    return new Mapped<>(this, wrap, unwrap, String::valueOf);
  }

  /** The same value, printed by {@code show}. */
  default Format<T> shown(Function<T, String> show) {
    return new Mapped<>(this, Function.identity(), Function.identity(), show);
  }

  /**
   * One of which any bytes make a value, if they are enough.
   *
   * @param <T> the value in Java
   */
  interface Plain<T> extends Format<T> {
    @Override
    default long alwaysValidLengths() {
      return leastBytes() < LARGEST_SIZE ? -1L << leastBytes() : 0;
    }
  }

  /** One whose values are those of another, wrapped. */
  record Mapped<T, U>(
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
}
