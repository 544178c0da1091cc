// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import io.rtnlab.netlink.wire.Numbers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/**
 * A {@code struct} of the kernel's as a record: each component says its width, and the order of the
 * components is the layout. The kernel's structs grow at their end, so fewer bytes than the record
 * has read as zeros, and more stay unread.
 *
 * <pre>
 * public record CacheInfo(@U32 long preferred, @U32 long valid, @U32 long created, …) {}
 * </pre>
 */
public final class Struct<T extends Record> implements Format.Plain<T> {

  /** One byte. */
  @Target({ElementType.RECORD_COMPONENT})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface U8 {}

  /** Two bytes. */
  @Target({ElementType.RECORD_COMPONENT})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface U16 {}

  /** Four bytes: unsigned in a {@code long}, all 32 bits in an {@code int}. */
  @Target({ElementType.RECORD_COMPONENT})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface U32 {}

  /** Eight bytes. */
  @Target({ElementType.RECORD_COMPONENT})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface U64 {}

  /** One byte, signed. */
  @Target({ElementType.RECORD_COMPONENT})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface S8 {}

  /** Two bytes, signed. */
  @Target({ElementType.RECORD_COMPONENT})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface S16 {}

  /** Four bytes, signed. */
  @Target({ElementType.RECORD_COMPONENT})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface S32 {}

  /** Eight bytes, signed. */
  @Target({ElementType.RECORD_COMPONENT})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface S64 {}

  /** Two bytes in network byte order. */
  @Target({ElementType.RECORD_COMPONENT})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Be16 {}

  /** Four bytes in network byte order. */
  @Target({ElementType.RECORD_COMPONENT})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Be32 {}

  /** That many bytes, in {@link Bytes}. */
  @Target({ElementType.RECORD_COMPONENT})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Octets {
    int value();
  }

  /** That many bytes before the component mean nothing. */
  @Target({ElementType.RECORD_COMPONENT})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface PadBefore {
    int value();
  }

  /** That many bytes after the component mean nothing. */
  @Target({ElementType.RECORD_COMPONENT})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface PadAfter {
    int value();
  }

  /**
   * One component in its place.
   *
   * @param name the record component's
   * @param offset from the struct's start, in bytes
   * @param bytes its size
   */
  public record Field(
      String name,
      int offset,
      int bytes,
      boolean bigEndian,
      boolean signed,
      RecordComponent component) {}

  private final Class<T> type;
  private final Constructor<T> constructor;
  private final List<Field> fields;
  private final int size;

  private Struct(Class<T> type) {
    this.type = type;
    this.fields = layOut(type);
    Field last = fields.getLast();
    PadAfter tail = last.component.getAnnotation(PadAfter.class);
    this.size = last.offset + last.bytes + (tail == null ? 0 : tail.value());
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      this.constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException impossible) {
      throw new AssertionError(impossible); // every record has it
    }
  }

  public static <T extends Record> Struct<T> of(Class<T> type) {
    return new Struct<>(type);
  }

  private static List<Field> layOut(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    int offset = 0;
    for (RecordComponent component : type.getRecordComponents()) {
      PadBefore pad = component.getAnnotation(PadBefore.class);
      offset += pad == null ? 0 : pad.value();
      int bytes = width(component);
      boolean bigEndian =
          component.isAnnotationPresent(Be16.class) || component.isAnnotationPresent(Be32.class);
      boolean signed =
          component.isAnnotationPresent(S8.class)
              || component.isAnnotationPresent(S16.class)
              || component.isAnnotationPresent(S32.class)
              || component.isAnnotationPresent(S64.class);
      fields.add(new Field(component.getName(), offset, bytes, bigEndian, signed, component));
      offset += bytes;
      PadAfter tail = component.getAnnotation(PadAfter.class);
      offset += tail == null ? 0 : tail.value();
    }
    return List.copyOf(fields);
  }

  private static int width(RecordComponent component) {
    if (component.isAnnotationPresent(U8.class) || component.isAnnotationPresent(S8.class)) {
      return 1;
    }
    if (component.isAnnotationPresent(U16.class)
        || component.isAnnotationPresent(S16.class)
        || component.isAnnotationPresent(Be16.class)) {
      return 2;
    }
    if (component.isAnnotationPresent(U32.class)
        || component.isAnnotationPresent(S32.class)
        || component.isAnnotationPresent(Be32.class)) {
      return 4;
    }
    if (component.isAnnotationPresent(U64.class) || component.isAnnotationPresent(S64.class)) {
      return 8;
    }
    Octets octets = component.getAnnotation(Octets.class);
    if (octets != null) {
      return octets.value();
    }
    if (component.getType().isRecord()) {
      return of(component.getType().asSubclass(Record.class)).size;
    }
    throw new IllegalArgumentException(component + " does not say how wide it is");
  }

  /** Every component in its place. */
  public List<Field> fields() {
    return fields;
  }

  /** {@code sizeof} the struct. */
  public int size() {
    return size;
  }

  public Class<T> type() {
    return type;
  }

  @Override
  public String wireName() {
    return "struct";
  }

  @Override
  public int leastBytes() {
    return 0;
  }

  @Override
  public T read(Attributes siblings, byte[] bytes, int offset, int length) {
    byte[] whole = new byte[size];
    System.arraycopy(bytes, offset, whole, 0, Math.min(length, size));
    Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(fields.get(i), whole);
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException refused) {
      throw new IllegalStateException("cannot make a " + type.getName(), refused);
    }
  }

  private static Object value(Field field, byte[] bytes) {
    Class<?> java = field.component.getType();
    if (java == Bytes.class) {
      return Bytes.of(Arrays.copyOfRange(bytes, field.offset, field.offset + field.bytes));
    }
    if (java.isRecord()) {
      return of(java.asSubclass(Record.class))
          .read(AttributeSet.UNKNOWN.empty(), bytes, field.offset, field.bytes);
    }
    long number =
        switch (field.bytes) {
          case 1 -> Numbers.u8(bytes, field.offset);
          case 2 ->
              field.bigEndian
                  ? Numbers.be16(bytes, field.offset)
                  : Numbers.u16(bytes, field.offset);
          case 4 ->
              Integer.toUnsignedLong(
                  field.bigEndian
                      ? Numbers.be32(bytes, field.offset)
                      : Numbers.u32(bytes, field.offset));
          default -> Numbers.u64(bytes, field.offset);
        };
    if (field.signed) {
      int unused = Long.SIZE - Byte.SIZE * field.bytes;
      number = number << unused >> unused;
    }
    return java == long.class ? (Object) number : (Object) (int) number;
  }

  @Override
  public byte[] write(T value) {
    byte[] bytes = new byte[size];
    for (Field field : fields) {
      write(field, get(field, value), bytes);
    }
    return bytes;
  }

  private static void write(Field field, Object value, byte[] bytes) {
    switch (value) {
      case Bytes octets -> {
        if (octets.length() > field.bytes) {
          throw new IllegalArgumentException(
              field.name + " of " + octets.length() + " bytes: up to " + field.bytes);
        }
        System.arraycopy(octets.toArray(), 0, bytes, field.offset, octets.length());
      }
      case Record inner ->
          System.arraycopy(writeRecord(inner), 0, bytes, field.offset, field.bytes);
      case Number number -> {
        long n = number.longValue();
        requireFits(field, number);
        switch (field.bytes) {
          case 1 -> bytes[field.offset] = (byte) n;
          case 2 -> {
            if (field.bigEndian) {
              Numbers.be16(bytes, field.offset, (int) n);
            } else {
              Numbers.u16(bytes, field.offset, (int) n);
            }
          }
          case 4 -> {
            if (field.bigEndian) {
              Numbers.be32(bytes, field.offset, (int) n);
            } else {
              Numbers.u32(bytes, field.offset, (int) n);
            }
          }
          default -> Numbers.u64(bytes, field.offset, n);
        }
      }
      default -> throw new IllegalArgumentException(field + " cannot hold " + value);
    }
  }

  /** An {@code int} may hold all 32 bits of an unsigned number; all else must be in range. */
  private static void requireFits(Field field, Number number) {
    int bits = Byte.SIZE * field.bytes;
    if (bits == Long.SIZE || (bits == Integer.SIZE && number instanceof Integer)) {
      return;
    }
    long least = field.signed ? -1L << (bits - 1) : 0;
    long greatest = least + (1L << bits) - 1;
    long n = number.longValue();
    if (n < least || n > greatest) {
      throw new IllegalArgumentException(
          field.name + " " + n + " does not fit: " + least + " to " + greatest);
    }
  }

  @SuppressWarnings("unchecked")
  private static <R extends Record> byte[] writeRecord(R value) {
    return of((Class<R>) value.getClass()).write(value);
  }

  private static Object get(Field field, Record value) {
    try {
      return field.component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException refused) {
      throw new IllegalStateException("cannot read " + field, refused);
    }
  }

  /** Each component as its name and value, unless the record says it better itself. */
  @Override
  public String show(T value) {
    String text = value.toString();
    String name = type.getSimpleName();
    return text.startsWith(name + "[") ? showFields(value) : text;
  }

  private String showFields(T value) {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    for (Field field : fields) {
      text.add(field.name + "=" + showField(field, get(field, value)));
    }
    return text.toString();
  }

  private static String showField(Field field, Object value) {
    return switch (value) {
      case Integer number when !field.signed -> Integer.toUnsignedString(number);
      case Long number when !field.signed -> Long.toUnsignedString(number);
      case Record inner -> showRecord(inner);
      default -> value.toString();
    };
  }

  @SuppressWarnings("unchecked")
  private static <R extends Record> String showRecord(R value) {
    return of((Class<R>) value.getClass()).show(value);
  }
}
