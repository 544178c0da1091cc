// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import io.rtnlab.netlink.wire.MalformedMessage;
import io.rtnlab.netlink.wire.Numbers;
import java.util.Arrays;

/**
 * A fixed header and the attributes behind it, in one array as they lie on the wire: for what comes
 * by the million, since a record with its own attributes is two objects and an array more to fill.
 *
 * @param <T> the thing itself
 */
public abstract class Packed<T extends Packed<T>> implements Attributed<T> {
  /** Of a 32-bit number, with the header before it. */
  private static final int U32_ATTRIBUTE_BYTES = 8;

  private final AttributeSet table;
  private final byte[] bytes;
  private final int presentMask;
  private final boolean malformed;

  /**
   * Takes them out of an array that may change afterwards.
   *
   * @param from where the header starts
   * @param length of header and attributes
   * @param headerBytes as {@link #headerBytes()}
   * @param lenient whether malformed attributes are to read as absent
   * @throws io.rtnlab.netlink.wire.MalformedMessage as {@link Attributes#copyOf}
   */
  protected Packed(
      AttributeSet table, byte[] bytes, int from, int length, int headerBytes, boolean lenient) {
    int to = from + length;
    this.table = table;
    this.bytes = Arrays.copyOfRange(bytes, from, to);
    int checked = 0;
    boolean refused = false;
    try {
      checked = Attributes.check(table, bytes, from + headerBytes, to, null);
    } catch (MalformedMessage broken) {
      if (!lenient) {
        throw broken;
      }
      Attributes.requireWalkable(bytes, from + headerBytes, to);
      refused = true;
    }
    this.presentMask = checked;
    this.malformed = refused;
  }

  /** Puts attributes behind a header. */
  protected Packed(byte[] header, Attributes attributes) {
    this.table = attributes.table();
    this.bytes = Arrays.copyOf(header, header.length + attributes.size());
    this.presentMask = attributes.presentMask();
    this.malformed = attributes.isMalformed();
    attributes.copy(bytes, header.length);
  }

  /** Size of the header, the same for all of a class. */
  protected abstract int headerBytes();

  @Override
  public final Attributes attributes() {
    return new Attributes(table, bytes, headerBytes(), bytes.length, presentMask, malformed);
  }

  /** Whether some attributes are malformed. */
  protected final boolean isMalformed() {
    return malformed;
  }

  /** A byte of the header. */
  protected final int u8(int offset) {
    return Numbers.u8(bytes, offset);
  }

  /** Four bytes of the header. */
  protected final int u32(int offset) {
    return Numbers.u32(bytes, offset);
  }

  /** An attribute that is a 32-bit number; {@code otherwise} where it is absent. */
  protected final int u32(Attribute<Integer> attribute, int otherwise) {
    return first32(attribute, otherwise);
  }

  /** The first four bytes of an attribute's value, in the machine's order. */
  protected final int first32(Attribute<?> attribute, int otherwise) {
    int number = attribute.number();
    return Attributes.isPresent(presentMask, number)
        ? Attributes.u32(bytes, Attributes.offsetOfUnique(bytes, headerBytes(), number), otherwise)
        : attributes().first32(attribute, otherwise);
  }

  /** Whether there is no attribute besides these two, which are 32-bit numbers. */
  protected final boolean hasNoneBut(Attribute<Integer> one, Attribute<Integer> other) {
    int rest = bytes.length - headerBytes();
    if (rest == 0 || presentMask == 0) {
      return rest == 0 || attributes().without(one).without(other).isEmpty();
    }
    rest -= Attributes.isPresent(presentMask, one.number()) ? U32_ATTRIBUTE_BYTES : 0;
    rest -= Attributes.isPresent(presentMask, other.number()) ? U32_ATTRIBUTE_BYTES : 0;
    return rest == 0;
  }

  /** A copy of the header. */
  protected final byte[] header() {
    return Arrays.copyOf(bytes, headerBytes());
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof Packed<?> that
        && getClass() == that.getClass()
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public final int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
