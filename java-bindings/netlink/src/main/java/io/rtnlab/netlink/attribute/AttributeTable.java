// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import java.net.InetAddress;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A set of attributes that is filled while the class of its kernel object is initialised:
 *
 * <pre>
 * public static final AttributeTable TABLE = new AttributeTable("route-attrs", "RTA_");
 * public static final Attribute&lt;Integer&gt; PRIORITY = TABLE.u32(6, "RTA_PRIORITY", "metric");
 * public static final Attribute&lt;Integer&gt; MARK = TABLE.u32(16, "RTA_MARK");
 * </pre>
 */
public final class AttributeTable extends AttributeSet {

  /**
   * An empty table.
   *
   * @param name what the kernel's specification calls this set of attributes
   * @param prefix how the kernel's names of them begin; what follows is the word, unless another is
   *     given
   */
  public AttributeTable(String name, String prefix) {
    super(name, prefix);
  }

  /** The same attributes again, for messages where some of them mean something else. */
  public AttributeTable copy() {
    return copy(name());
  }

  /** The same under the name that the kernel's specification has for the variant. */
  public AttributeTable copy(String name) {
    AttributeTable copy = new AttributeTable(name, prefix());
    attributes().forEach(copy::put);
    return copy;
  }

  /** Puts an attribute in the place of the one that has its number. */
  public <T> Attribute<T> replace(int number, String kernelName, String word, Format<T> format) {
    remove(number);
    return add(number, kernelName, word, format);
  }

  public <T> Attribute<T> add(int number, String kernelName, String word, Format<T> format) {
    Attribute<T> attribute = new Attribute<>(number, kernelName, word, format);
    put(attribute);
    return attribute;
  }

  /** Adds an attribute whose word is the end of its kernel name, in small letters. */
  public <T> Attribute<T> add(int number, String kernelName, Format<T> format) {
    String word = kernelName.substring(kernelName.startsWith(prefix()) ? prefix().length() : 0);
    return add(number, kernelName, word.toLowerCase(Locale.ROOT), format);
  }

  public Attribute<Integer> u8(int number, String kernelName, String word) {
    return add(number, kernelName, word, Formats.U8);
  }

  public Attribute<Integer> u8(int number, String kernelName) {
    return add(number, kernelName, Formats.U8);
  }

  public Attribute<Integer> u16(int number, String kernelName, String word) {
    return add(number, kernelName, word, Formats.U16);
  }

  public Attribute<Integer> u16(int number, String kernelName) {
    return add(number, kernelName, Formats.U16);
  }

  public Attribute<Integer> u32(int number, String kernelName, String word) {
    return add(number, kernelName, word, Formats.U32);
  }

  public Attribute<Integer> u32(int number, String kernelName) {
    return add(number, kernelName, Formats.U32);
  }

  /** Bits, printed in hexadecimal. */
  public Attribute<Integer> bits32(int number, String kernelName, String word) {
    return add(number, kernelName, word, Formats.BITS32);
  }

  public Attribute<Integer> bits32(int number, String kernelName) {
    return add(number, kernelName, Formats.BITS32);
  }

  public Attribute<Long> u64(int number, String kernelName, String word) {
    return add(number, kernelName, word, Formats.U64);
  }

  public Attribute<Long> u64(int number, String kernelName) {
    return add(number, kernelName, Formats.U64);
  }

  public Attribute<Integer> s32(int number, String kernelName, String word) {
    return add(number, kernelName, word, Formats.S32);
  }

  public Attribute<Integer> s32(int number, String kernelName) {
    return add(number, kernelName, Formats.S32);
  }

  public Attribute<Long> s64(int number, String kernelName, String word) {
    return add(number, kernelName, word, Formats.S64);
  }

  public Attribute<Long> s64(int number, String kernelName) {
    return add(number, kernelName, Formats.S64);
  }

  public Attribute<Integer> be16(int number, String kernelName, String word) {
    return add(number, kernelName, word, Formats.BE16);
  }

  public Attribute<Integer> be16(int number, String kernelName) {
    return add(number, kernelName, Formats.BE16);
  }

  public Attribute<Integer> be32(int number, String kernelName, String word) {
    return add(number, kernelName, word, Formats.BE32);
  }

  public Attribute<Integer> be32(int number, String kernelName) {
    return add(number, kernelName, Formats.BE32);
  }

  public Attribute<Boolean> flag(int number, String kernelName, String word) {
    return add(number, kernelName, word, Formats.FLAG);
  }

  public Attribute<Boolean> flag(int number, String kernelName) {
    return add(number, kernelName, Formats.FLAG);
  }

  public Attribute<String> text(int number, String kernelName, String word) {
    return add(number, kernelName, word, Formats.TEXT);
  }

  public Attribute<String> text(int number, String kernelName) {
    return add(number, kernelName, Formats.TEXT);
  }

  public Attribute<Bytes> bytes(int number, String kernelName, String word) {
    return add(number, kernelName, word, Formats.BYTES);
  }

  public Attribute<Bytes> bytes(int number, String kernelName) {
    return add(number, kernelName, Formats.BYTES);
  }

  public Attribute<LinkAddress> linkAddress(int number, String kernelName, String word) {
    return add(number, kernelName, word, Formats.LINK_ADDRESS);
  }

  public Attribute<LinkAddress> linkAddress(int number, String kernelName) {
    return add(number, kernelName, Formats.LINK_ADDRESS);
  }

  public Attribute<InetAddress> ip(int number, String kernelName, String word) {
    return add(number, kernelName, word, Formats.IP);
  }

  public Attribute<InetAddress> ip(int number, String kernelName) {
    return add(number, kernelName, Formats.IP);
  }

  public <T extends Record> Attribute<T> struct(
      int number, String kernelName, String word, Class<T> type) {
    return add(number, kernelName, word, Formats.struct(type));
  }

  public <T extends Record> Attribute<T> struct(int number, String kernelName, Class<T> type) {
    return add(number, kernelName, Formats.struct(type));
  }

  public Attribute<Attributes> nest(
      int number, String kernelName, String word, Supplier<? extends AttributeSet> table) {
    return add(number, kernelName, word, Formats.nest(table));
  }

  public Attribute<Attributes> nest(
      int number, String kernelName, Supplier<? extends AttributeSet> table) {
    return add(number, kernelName, Formats.nest(table));
  }
}
