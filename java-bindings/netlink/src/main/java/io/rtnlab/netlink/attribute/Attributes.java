// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import io.rtnlab.netlink.wire.AttributeCursor;
import io.rtnlab.netlink.wire.MalformedMessage;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import io.rtnlab.netlink.wire.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one object or nest, exactly as they lie on the wire. Never changed: {@link
 * #with} and similar methods make another. Values are read when asked for, so that a caller that
 * wants the name of a link does not pay for its forty other attributes, and what no table knows is
 * kept.
 */
public final class Attributes {
  private static final int ABSENT = -1;

  private final AttributeSet table;
  private final byte[] bytes;
  private final int from;
  private final int to;

  /** What {@link #check(AttributeSet, byte[], int, int, Attributes)} returned; 0 before. */
  private int presentMask;

  /** Whether some are malformed, so that each must be checked before it is read. */
  private final boolean malformed;

  Attributes(AttributeSet table, byte[] bytes, int from, int to) {
    this(table, bytes, from, to, 0);
  }

  Attributes(AttributeSet table, byte[] bytes, int from, int to, int presentMask) {
    this(table, bytes, from, to, presentMask, false);
  }

  Attributes(
      AttributeSet table, byte[] bytes, int from, int to, int presentMask, boolean malformed) {
    this.malformed = malformed;
    this.table = table;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.presentMask = presentMask;
  }

  /**
   * Takes attributes as they were received.
   *
   * @param bytes never changed any more; the attributes lie between {@code from} and {@code to}
   * @throws MalformedMessage if a length lies, or a value is too short for its format, at any depth
   */
  public static Attributes within(AttributeSet table, byte[] bytes, int from, int to) {
    Attributes attributes = new Attributes(table, bytes, from, to);
    attributes.check();
    return attributes;
  }

  /**
   * Takes attributes out of an array that may change afterwards.
   *
   * @throws MalformedMessage as {@link #within}
   */
  public static Attributes copyOf(AttributeSet table, byte[] bytes, int from, int to) {
    int presentMask = check(table, bytes, from, to, null);
    return new Attributes(table, Arrays.copyOfRange(bytes, from, to), 0, to - from, presentMask);
  }

  /**
   * Takes attributes out of an array that may change afterwards, malformed ones too: they read as
   * absent, are listed by {@link #malformed} and stay among the bytes.
   *
   * @throws MalformedMessage if a length lies, so that the next attribute cannot be found
   */
  public static Attributes lenientCopyOf(AttributeSet table, byte[] bytes, int from, int to) {
    try {
      return copyOf(table, bytes, from, to);
    } catch (MalformedMessage malformed) {
      byte[] copy = Arrays.copyOfRange(bytes, from, to);
      requireWalkable(copy, 0, copy.length);
      return new Attributes(table, copy, 0, copy.length, 0, true);
    }
  }

  /** Throws {@link MalformedMessage} if a length lies; inside of attributes it does not look. */
  static void requireWalkable(byte[] bytes, int from, int to) {
    AttributeCursor walk = new AttributeCursor().wrap(bytes, from, to);
    while (walk.next()) {}
  }

  /** Whether some attributes are malformed. */
  public boolean isMalformed() {
    return malformed;
  }

  /** The kernel's names of those that are malformed, nests before a slash; in order. */
  public List<String> malformed() {
    List<String> names = new ArrayList<>();
    AttributeCursor walk = walk();
    while (malformed && walk.next()) {
      Attribute<?> attribute = table.byNumber(walk.type());
      if (attribute != null && !matchesFormat(attribute, walk.start())) {
        names.add(attribute.kernelName());
      } else if (attribute != null && read(attribute, walk.start()) instanceof Attributes nest) {
        nest.malformed().forEach(name -> names.add(attribute.kernelName() + "/" + name));
      }
    }
    return List.copyOf(names);
  }

  /** What {@link #check(AttributeSet, byte[], int, int, Attributes)} returned, if it was asked. */
  int presentMask() {
    return presentMask;
  }

  void check() {
    presentMask = check(table, bytes, from, to, this);
  }

  /**
   * Checks attributes, at any depth.
   *
   * @param self these attributes as an object, if there is one
   * @return the numbers below 32 that occur, a bit each; none if one occurs twice
   */
  static int check(AttributeSet table, byte[] bytes, int from, int to, @Nullable Attributes self) {
    long[] alwaysValidLengths = table.alwaysValidLengths();
    int mask = alwaysValidLengths.length - 1;
    int last = to - AttributeCursor.HEADER_BYTES;
    int seen = 0;
    int twice = 0;
    int at = from;
    while (at <= last) {
      int header = Numbers.u32(bytes, at);
      int size = AttributeCursor.length(header) - AttributeCursor.HEADER_BYTES;
      if (Integer.compareUnsigned(size, last - at) > 0) {
        throw AttributeCursor.badLength(header, to - at);
      }
      int number = AttributeCursor.number(header);
      int bit = bit(number);
      twice |= seen & bit;
      seen |= bit;
      if ((alwaysValidLengths[number & mask] >>> Math.min(size, Format.LARGEST_SIZE) & 1) == 0) {
        checkValue(table, bytes, from, to, self, at);
      }
      at = AttributeCursor.next(at, size + AttributeCursor.HEADER_BYTES);
    }
    return twice == 0 ? seen : 0;
  }

  /** Apart, so that the loop above stays small: few values need to be looked at. */
  private static void checkValue(
      AttributeSet table, byte[] bytes, int from, int to, @Nullable Attributes self, int at) {
    Attribute<?> attribute = table.byNumber(number(bytes, at));
    if (attribute == null) {
      return;
    }
    int start = payload(at);
    int length = payloadBytes(bytes, at);
    try {
      if (attribute.format() instanceof Nest.OfOneSet nest) {
        check(nest.table(), bytes, start, start + length, null);
      } else {
        Attributes siblings = self == null ? new Attributes(table, bytes, from, to) : self;
        attribute.format().check(siblings, bytes, start, length);
      }
    } catch (MalformedMessage malformed) {
      throw new MalformedMessage(attribute.kernelName() + ": " + malformed.getMessage());
    }
  }

  /** Size of an attribute's value in bytes; -1 where it is absent. */
  public int sizeOf(Attribute<?> attribute) {
    int at = find(attribute);
    return at == ABSENT ? -1 : payloadBytes(at);
  }

  /** Copies an attribute's value as it lies on the wire; nothing where it is absent. */
  public void copyValue(Attribute<?> attribute, byte[] target, int offset) {
    int at = find(attribute);
    if (at != ABSENT) {
      System.arraycopy(bytes, payload(at), target, offset, payloadBytes(at));
    }
  }

  public boolean has(Attribute<?> attribute) {
    return find(attribute) != ABSENT;
  }

  /** The value of an attribute, of its last occurrence if there are several, as the kernel does. */
  public <T> Optional<T> get(Attribute<T> attribute) {
    int at = find(attribute);
    return at == ABSENT ? Optional.empty() : Optional.of(read(attribute, at));
  }

  /** The value, or {@code otherwise} where it is absent. */
  public <T> T get(Attribute<T> attribute, T otherwise) {
    int at = find(attribute);
    return at == ABSENT ? otherwise : read(attribute, at);
  }

  /** The same of a 32-bit number in the machine's byte order, without an object in between. */
  public int u32(Attribute<Integer> attribute, int otherwise) {
    return first32(attribute, otherwise);
  }

  /** The first four bytes of a value, in the machine's order. */
  int first32(Attribute<?> attribute, int otherwise) {
    int at = last(attribute.number());
    return at == ABSENT ? otherwise : u32(bytes, at, otherwise);
  }

  /** Of the attribute that starts at {@code at}. */
  static int u32(byte[] bytes, int at, int otherwise) {
    return payloadBytes(bytes, at) < Integer.BYTES ? otherwise : Numbers.u32(bytes, payload(at));
  }

  /** The values of an attribute that may occur several times. */
  public <T> List<T> all(Attribute<T> attribute) {
    List<T> values = new ArrayList<>();
    AttributeCursor walk = walk();
    while (walk.next()) {
      if (walk.type() == attribute.number() && matchesFormat(attribute, walk.start())) {
        values.add(read(attribute, walk.start()));
      }
    }
    return List.copyOf(values);
  }

  /**
   * These, with the attribute set: in the place where it was, or else at the end. A value that is
   * there already stays as it came, byte by byte.
   *
   * @throws IllegalArgumentException if the attribute cannot hold the value
   */
  public <T> Attributes with(Attribute<T> attribute, T value) {
    int at = last(attribute.number());
    if (at == ABSENT) {
      return Boolean.FALSE.equals(value) ? this : and(attribute, value);
    }
    if (matchesFormat(attribute, at) && value.equals(read(attribute, at))) {
      return this; // as it came: shorter in an old kernel, in network byte order, without a NUL
    }
    if (Boolean.FALSE.equals(value)) {
      return without(attribute);
    }
    int flags = Numbers.u16(bytes, at + 2) & AttributeCursor.NLA_F_NET_BYTEORDER;
    byte[] insert =
        tlv(attribute.number() | flags, attribute.format().nested(), write(attribute, value));
    return splice(at, end(at), insert);
  }

  /** These, with the flag there or not. */
  public Attributes with(Attribute<Boolean> flag, boolean present) {
    return present ? with(flag, Boolean.TRUE) : without(flag);
  }

  /** These, with the attribute once more at the end. */
  public <T> Attributes and(Attribute<T> attribute, T value) {
    return and(attribute.number(), attribute.format().nested(), write(attribute, value));
  }

  private static <T> byte[] write(Attribute<T> attribute, T value) {
    try {
      return attribute.format().write(value);
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(
          attribute.kernelName() + ": " + refused.getMessage(), refused);
    }
  }

  /** These, with an attribute that no table needs to know. */
  public Attributes and(int number, boolean nested, byte[] payload) {
    if ((number & ~AttributeCursor.NLA_TYPE_MASK) != 0) {
      throw new IllegalArgumentException(
          "attribute " + number + ": 0 to " + AttributeCursor.NLA_TYPE_MASK);
    }
    return splice(to, to, tlv(number, nested, payload), maskWith(number));
  }

  /**
   * What {@link #check} would return with that one behind the others; 0 where it may be a second.
   */
  private int maskWith(int number) {
    if (from == to) {
      return bit(number);
    }
    return presentMask == 0 || isPresent(presentMask, number) ? 0 : presentMask | bit(number);
  }

  /** These, without any occurrence of the attribute. */
  public Attributes without(Attribute<?> attribute) {
    Attributes rest = this;
    int number = attribute.number();
    for (int at = last(number); at != ABSENT; at = rest.last(number)) {
      rest = rest.splice(at, rest.end(at), new byte[0]);
    }
    return rest;
  }

  /** The numbers of the attributes that the table does not know, in order. */
  public List<Integer> unknown() {
    List<Integer> numbers = new ArrayList<>();
    AttributeCursor walk = walk();
    while (walk.next()) {
      if (table.byNumber(walk.type()) == null) {
        numbers.add(walk.type());
      }
    }
    return List.copyOf(numbers);
  }

  /**
   * The kernel's name of the attribute whose header starts {@code offset} bytes in, inside nests
   * too; empty where there is none, or none known.
   */
  public Optional<String> nameAt(int offset) {
    AttributeCursor walk = walk();
    while (walk.next()) {
      Attribute<?> attribute = table.byNumber(walk.type());
      if (attribute == null) {
        continue;
      }
      if (walk.start() - from == offset) {
        return Optional.of(attribute.kernelName());
      }
      boolean inside = walk.payload() - from <= offset && offset < walk.end() - from;
      if (inside && attribute.format() instanceof Nest nest) {
        return nest.read(this, bytes, walk.payload(), walk.payloadBytes())
            .nameAt(offset - (walk.payload() - from));
      }
    }
    return Optional.empty();
  }

  public boolean isEmpty() {
    return from == to;
  }

  public AttributeSet table() {
    return table;
  }

  /** Size on the wire, in bytes. */
  public int size() {
    return to - from;
  }

  /** Writes them as they lie on the wire. */
  public void write(MessageWriter writer) {
    writer.bytes(bytes, from, to - from);
  }

  /** Copies them as they lie on the wire. */
  void copy(byte[] target, int offset) {
    System.arraycopy(bytes, from, target, offset, to - from);
  }

  /** A copy of the bytes. */
  public byte[] toArray() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes that
        && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toArray());
  }

  /** Each attribute as its word and value; {@code #73 0a0b} for one that the table lacks. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(" ");
    AttributeCursor walk = walk();
    while (walk.next()) {
      Attribute<?> attribute = table.byNumber(walk.type());
      if (attribute != null && (!malformed || matchesFormat(attribute, walk.start()))) {
        text.add(show(attribute, walk.start()));
      } else {
        text.add("#" + walk.type());
        text.add(
            HexFormat.of().formatHex(bytes, walk.payload(), walk.payload() + walk.payloadBytes()));
      }
    }
    return text.toString();
  }

  private <T> String show(Attribute<T> attribute, int at) {
    String value = attribute.format().show(read(attribute, at));
    return value.isEmpty() ? attribute.word() : attribute.word() + " " + value;
  }

  private <T> T read(Attribute<T> attribute, int at) {
    if (malformed && attribute.format() instanceof Nest nest) {
      int start = payload(at);
      @SuppressWarnings("unchecked") // the value of a nest
      T inside =
          (T) new Attributes(nest.table(this), bytes, start, start + payloadBytes(at), 0, true);
      return inside;
    }
    return attribute.format().read(this, bytes, payload(at), payloadBytes(at));
  }

  private int find(Attribute<?> attribute) {
    int at = last(attribute.number());
    return at != ABSENT && matchesFormat(attribute, at) ? at : ABSENT;
  }

  /**
   * Whether the bytes may be read as that attribute. {@link #check} looked at those of the table;
   * of another table's, which the same number means something else to, it says so itself.
   */
  private boolean matchesFormat(Attribute<?> attribute, int at) {
    if (!malformed && attribute.equals(table.byNumber(attribute.number()))) {
      return true;
    }
    try {
      if (malformed && attribute.format() instanceof Nest) {
        requireWalkable(bytes, payload(at), payload(at) + payloadBytes(at));
        return true;
      }
      attribute.format().check(this, bytes, payload(at), payloadBytes(at));
      return true;
    } catch (MalformedMessage other) {
      return false;
    }
  }

  /** Where the attribute of that number starts, the last if there are several. */
  private int last(int number) {
    if (presentMask != 0 && number < Integer.SIZE) {
      return !isPresent(presentMask, number) ? ABSENT : offsetOfUnique(bytes, from, number);
    }
    int last = ABSENT;
    AttributeCursor walk = walk();
    while (walk.next()) {
      if (walk.type() == number) {
        last = walk.start();
      }
    }
    return last;
  }

  /** Whether that number is one of those that {@link #check} returned. */
  static boolean isPresent(int presentMask, int number) {
    return (presentMask & bit(number)) != 0;
  }

  /** Where the one that {@link #check} has seen starts: no length needs to be doubted again. */
  static int offsetOfUnique(byte[] bytes, int from, int number) {
    int at = from;
    int header = Numbers.u32(bytes, at);
    while (AttributeCursor.number(header) != number) {
      at = AttributeCursor.next(at, AttributeCursor.length(header));
      header = Numbers.u32(bytes, at);
    }
    return at;
  }

  private static int number(byte[] bytes, int at) {
    return Numbers.u16(bytes, at + 2) & AttributeCursor.NLA_TYPE_MASK;
  }

  private static int bit(int number) {
    return number < Integer.SIZE ? 1 << number : 0;
  }

  private static int payload(int at) {
    return at + AttributeCursor.HEADER_BYTES;
  }

  private int payloadBytes(int at) {
    return payloadBytes(bytes, at);
  }

  private static int payloadBytes(byte[] bytes, int at) {
    return Numbers.u16(bytes, at) - AttributeCursor.HEADER_BYTES;
  }

  private int end(int at) {
    return Math.min(to, at + NetlinkHeader.align(Numbers.u16(bytes, at)));
  }

  private AttributeCursor walk() {
    return new AttributeCursor().wrap(bytes, from, to);
  }

  private Attributes splice(int start, int end, byte[] insert) {
    return splice(start, end, insert, 0);
  }

  private Attributes splice(int start, int end, byte[] insert, int maskAfter) {
    byte[] result = new byte[NetlinkHeader.align(start - from) + insert.length + (to - end)];
    System.arraycopy(bytes, from, result, 0, start - from);
    int at = NetlinkHeader.align(start - from);
    System.arraycopy(insert, 0, result, at, insert.length);
    System.arraycopy(bytes, end, result, at + insert.length, to - end);
    return new Attributes(table, result, 0, result.length, maskAfter, malformed);
  }

  private static byte[] tlv(int number, boolean nested, byte[] payload) {
    int length = AttributeCursor.HEADER_BYTES + payload.length;
    if (length > 0xFFFF) {
      throw new IllegalArgumentException(
          "attribute " + number + " would have " + length + " bytes, more than its length can say");
    }
    byte[] bytes = new byte[NetlinkHeader.align(length)];
    Numbers.u16(bytes, 0, length);
    Numbers.u16(bytes, 2, nested ? number | AttributeCursor.NLA_F_NESTED : number);
    System.arraycopy(payload, 0, bytes, AttributeCursor.HEADER_BYTES, payload.length);
    return bytes;
  }
}
