// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import io.rtnlab.netlink.wire.KernelText;
import io.rtnlab.netlink.wire.MalformedMessage;
import io.rtnlab.netlink.wire.Numbers;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The formats that attributes have. */
public final class Formats {
  /** Eight bits, 0 to 255. */
  public static final Format<Integer> U8 =
      new Scalar<>(
          "u8", 1, Numbers::u8, (b, v) -> b[0] = (byte) within(v, 0, 0xFF), String::valueOf);

  /** Sixteen bits, 0 to 65,535. */
  public static final Format<Integer> U16 =
      new Scalar<>(
          "u16",
          2,
          Numbers::u16,
          (b, v) -> Numbers.u16(b, 0, within(v, 0, 0xFFFF)),
          String::valueOf);

  /** All 32 bits in an {@code int}: compare and print it as unsigned. */
  public static final Format<Integer> U32 =
      new Scalar<>(
          "u32", 4, Numbers::u32, (b, v) -> Numbers.u32(b, 0, v), Integer::toUnsignedString);

  /** 32 bits that stand each for itself, such as a mark or a mask: printed in hexadecimal. */
  public static final Format<Integer> BITS32 = U32.shown(v -> "0x" + Integer.toHexString(v));

  /** All 64 bits in a {@code long}: compare and print it as unsigned. */
  public static final Format<Long> U64 =
      new Scalar<>("u64", 8, Numbers::u64, (b, v) -> Numbers.u64(b, 0, v), Long::toUnsignedString);

  public static final Format<Integer> S8 =
      new Scalar<>(
          "s8",
          1,
          (b, o) -> (int) b[o],
          (b, v) -> b[0] = (byte) within(v, Byte.MIN_VALUE, Byte.MAX_VALUE),
          String::valueOf);

  public static final Format<Integer> S16 =
      new Scalar<>(
          "s16",
          2,
          (b, o) -> (int) (short) Numbers.u16(b, o),
          (b, v) -> Numbers.u16(b, 0, within(v, Short.MIN_VALUE, Short.MAX_VALUE)),
          String::valueOf);

  public static final Format<Integer> S32 =
      new Scalar<>("s32", 4, Numbers::u32, (b, v) -> Numbers.u32(b, 0, v), String::valueOf);

  public static final Format<Long> S64 =
      new Scalar<>("s64", 8, Numbers::u64, (b, v) -> Numbers.u64(b, 0, v), String::valueOf);

  /** Sixteen bits in network byte order ({@code __be16}), such as a port. */
  public static final Format<Integer> BE16 =
      new Scalar<>(
          "be16",
          2,
          Numbers::be16,
          (b, v) -> Numbers.be16(b, 0, within(v, 0, 0xFFFF)),
          String::valueOf);

  public static final Format<Integer> BE32 =
      new Scalar<>(
          "be32", 4, Numbers::be32, (b, v) -> Numbers.be32(b, 0, v), Integer::toUnsignedString);

  public static final Format<Long> BE64 =
      new Scalar<>(
          "be64", 8, Numbers::be64, (b, v) -> Numbers.be64(b, 0, v), Long::toUnsignedString);

  /**
   * Present or not; there is no value. Where the kernel sends one all the same, 0 is not ({@code
   * IFLA_VXLAN_TTL_INHERIT}). To the kernel any flag that is present is set, so {@link
   * Attributes#with} leaves one out that is not.
   */
  public static final Format<Boolean> FLAG = new Flag();

  /** A number of four bytes, or of eight where it needs them ({@code NLA_UINT}). */
  public static final Format<Long> UINT = new Uint();

  /**
   * Bytes up to the first NUL, written with a NUL behind it. Bytes that are no UTF-8 are kept: see
   * {@link KernelText}.
   */
  public static final Format<String> TEXT = new Text();

  /** Bytes that stay bytes. */
  public static final Format<Bytes> BYTES = new Raw().as(Bytes::of, Bytes::toArray);

  /** A hardware address, of any length: six bytes for Ethernet, four for an IPv4 tunnel. */
  public static final Format<LinkAddress> LINK_ADDRESS =
      new Raw().as(LinkAddress::of, LinkAddress::toArray);

  /** An IPv4 or IPv6 address, distinguished by its length. */
  public static final Format<InetAddress> IP = new Ip();

  private Formats() {}

  /** The value, if its place can hold it: to cut it off would be another value in silence. */
  private static int within(int value, int least, int greatest) {
    if (value < least || value > greatest) {
      throw new IllegalArgumentException(value + " does not fit: " + least + " to " + greatest);
    }
    return value;
  }

  /** Attributes inside an attribute. The table is asked for late, since tables may be circular. */
  public static Format<Attributes> nest(Supplier<? extends AttributeSet> table) {
    return new Nest.OfOneSet(table);
  }

  /** Attributes whose table depends on those beside them, such as on a kind. */
  public static Format<Attributes> nestBy(Function<Attributes, ? extends AttributeSet> table) {
    return new Nest.BySiblings(table);
  }

  /** Values of one format, each in an attribute of its own, numbered from 1. */
  public static <T> Format<List<T>> listOf(Format<T> item) {
    return listFrom(1, item);
  }

  /** The same, numbered from {@code first}. */
  public static <T> Format<List<T>> listFrom(int first, Format<T> item) {
    return new Sequences.Numbered<>(first, item);
  }

  /** Numbers one behind the other, as many as fit. */
  public static <T> Format<List<T>> arrayOf(Format<T> item) {
    return new Sequences.Adjacent<>(item);
  }

  /** Structs one behind the other, as many as fit. */
  public static <T extends Record> Format<List<T>> structs(Class<T> type) {
    return new Sequences.Adjacent<>(Struct.of(type));
  }

  /** A {@code struct} of the kernel's, which is a record here: see {@link Struct}. */
  public static <T extends Record> Format<T> struct(Class<T> type) {
    return Struct.of(type);
  }

  private interface Reader<T> {
    T read(byte[] bytes, int offset);
  }

  private interface Writer<T> {
    void write(byte[] bytes, T value);
  }

  private record Scalar<T>(
      String wireName,
      int leastBytes,
      Reader<T> reader,
      Writer<T> writer,
      Function<T, String> shown)
      implements Format.Plain<T> {
    @Override
    public T read(Attributes siblings, byte[] bytes, int offset, int length) {
      return reader.read(bytes, offset);
    }

    @Override
    public byte[] write(T value) {
      byte[] bytes = new byte[leastBytes];
      writer.write(bytes, value);
      return bytes;
    }

    @Override
    public String show(T value) {
      return shown.apply(value);
    }
  }

  private record Flag() implements Format.Plain<Boolean> {
    @Override
    public String wireName() {
      return "flag";
    }

    @Override
    public int leastBytes() {
      return 0;
    }

    @Override
    public Boolean read(Attributes siblings, byte[] bytes, int offset, int length) {
      return length == 0 || bytes[offset] != 0;
    }

    @Override
    public byte[] write(Boolean present) {
      return present ? new byte[0] : new byte[1];
    }

    @Override
    public String show(Boolean present) {
      return present ? "" : "false";
    }
  }

  private record Uint() implements Format.Plain<Long> {
    @Override
    public String wireName() {
      return "uint";
    }

    @Override
    public int leastBytes() {
      return 4;
    }

    @Override
    public Long read(Attributes siblings, byte[] bytes, int offset, int length) {
      return length < 8
          ? Integer.toUnsignedLong(Numbers.u32(bytes, offset))
          : Numbers.u64(bytes, offset);
    }

    @Override
    public byte[] write(Long value) {
      return value >>> 32 == 0 ? U32.write(value.intValue()) : U64.write(value);
    }

    @Override
    public String show(Long value) {
      return Long.toUnsignedString(value);
    }
  }

  private record Text() implements Format.Plain<String> {
    @Override
    public String wireName() {
      return "string";
    }

    @Override
    public int leastBytes() {
      return 0;
    }

    @Override
    public String read(Attributes siblings, byte[] bytes, int offset, int length) {
      int end = offset;
      while (end < offset + length && bytes[end] != 0) {
        end++;
      }
      return KernelText.decode(bytes, offset, end - offset);
    }

    @Override
    public byte[] write(String value) {
      byte[] text = KernelText.encode(value);
      return Arrays.copyOf(text, text.length + 1);
    }

    @Override
    public String show(String value) {
      return KernelText.printable(value);
    }
  }

  private record Raw() implements Format.Plain<byte[]> {
    @Override
    public String wireName() {
      return "binary";
    }

    @Override
    public int leastBytes() {
      return 0;
    }

    @Override
    public byte[] read(Attributes siblings, byte[] bytes, int offset, int length) {
      return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    @Override
    public byte[] write(byte[] value) {
      return value;
    }

    @Override
    public String show(byte[] value) {
      return HexFormat.of().formatHex(value);
    }
  }

  private record Ip() implements Format<InetAddress> {
    @Override
    public String wireName() {
      return "binary";
    }

    @Override
    public int leastBytes() {
      return 4;
    }

    @Override
    public long alwaysValidLengths() {
      return 1L << 4 | 1L << 16;
    }

    @Override
    public void check(Attributes siblings, byte[] bytes, int offset, int length) {
      if (length != 4 && length != 16) {
        throw new MalformedMessage(length + " bytes where an IP address has 4 or 16");
      }
    }

    @Override
    public InetAddress read(Attributes siblings, byte[] bytes, int offset, int length) {
      return IpText.address(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public byte[] write(InetAddress value) {
      return value.getAddress();
    }

    @Override
    public String show(InetAddress value) {
      return IpText.of(value);
    }
  }
}
