// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that one kernel object, or one nest in it, may carry, by their numbers: an {@code
 * attribute-set} of the kernel's specifications. {@link AttributeTable} fills one.
 */
public class AttributeSet {
  /** Knows no attribute. */
  public static final AttributeSet UNKNOWN = new AttributeSet("unknown", "");

  private final String name;
  private final String prefix;
  private @Nullable Attribute<?>[] byNumber = new Attribute<?>[8];
  private long[] alwaysValidLengths = new long[8];
  private final List<Attribute<?>> attributes = new ArrayList<>();
  private final Attributes empty = new Attributes(this, new byte[0], 0, 0);

  AttributeSet(String name, String prefix) {
    this.name = name;
    this.prefix = prefix;
  }

  /** Adds an attribute behind the others; no other may have its number. */
  final void put(Attribute<?> attribute) {
    int number = attribute.number();
    if (number >= byNumber.length) {
      byNumber = Arrays.copyOf(byNumber, number + 8);
      alwaysValidLengths = Arrays.copyOf(alwaysValidLengths, 2 * Integer.highestOneBit(number));
    }
    if (byNumber[number] != null) {
      throw new IllegalArgumentException(
          attribute + " and " + byNumber[number] + " are both number " + number);
    }
    byNumber[number] = attribute;
    alwaysValidLengths[number] = attribute.format().alwaysValidLengths();
    attributes.add(attribute);
  }

  /** Removes the attribute of that number. */
  final void remove(int number) {
    Attribute<?> old = byNumber(number);
    if (old == null) {
      throw new IllegalArgumentException("no attribute is number " + number);
    }
    attributes.remove(old);
    byNumber[number] = null;
  }

  /** The attribute of that number, or null where this table knows none. */
  public final @Nullable Attribute<?> byNumber(int number) {
    return number < byNumber.length ? byNumber[number] : null;
  }

  /**
   * {@link Format#alwaysValidLengths} by number; there is a power of two of them. A number beyond
   * them may be looked up with its last bits: what no table knows is sound, whatever another's
   * sizes say.
   */
  final long[] alwaysValidLengths() {
    return alwaysValidLengths;
  }

  /** All of them, in the order of the table. */
  public final List<Attribute<?>> attributes() {
    return List.copyOf(attributes);
  }

  /** No attributes, to add to. */
  public final Attributes empty() {
    return empty;
  }

  /** How the kernel's names of the attributes begin, such as {@code RTA_}. */
  public final String prefix() {
    return prefix;
  }

  /** What the kernel's specification calls this set. */
  public final String name() {
    return name;
  }

  @Override
  public final String toString() {
    return name;
  }
}
