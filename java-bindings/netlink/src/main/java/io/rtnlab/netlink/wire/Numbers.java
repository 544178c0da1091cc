// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in an array of bytes, wherever they lie, in the machine's byte order unless named. */
public final class Numbers {
  private static final VarHandle U16 = view(short[].class, ByteOrder.nativeOrder());
  private static final VarHandle U32 = view(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle U64 = view(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle BE16 = view(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle BE32 = view(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle BE64 = view(long[].class, ByteOrder.BIG_ENDIAN);

  private Numbers() {}

  private static VarHandle view(Class<?> array, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(array, order);
  }

  public static int u8(byte[] bytes, int offset) {
    return Byte.toUnsignedInt(bytes[offset]);
  }

  public static int u16(byte[] bytes, int offset) {
    return Short.toUnsignedInt((short) U16.get(bytes, offset));
  }

  public static int u32(byte[] bytes, int offset) {
    return (int) U32.get(bytes, offset);
  }

  public static long u64(byte[] bytes, int offset) {
    return (long) U64.get(bytes, offset);
  }

  public static int be16(byte[] bytes, int offset) {
    return Short.toUnsignedInt((short) BE16.get(bytes, offset));
  }

  public static int be32(byte[] bytes, int offset) {
    return (int) BE32.get(bytes, offset);
  }

  public static long be64(byte[] bytes, int offset) {
    return (long) BE64.get(bytes, offset);
  }

  public static void u16(byte[] bytes, int offset, int value) {
    U16.set(bytes, offset, (short) value);
  }

  public static void u32(byte[] bytes, int offset, int value) {
    U32.set(bytes, offset, value);
  }

  public static void u64(byte[] bytes, int offset, long value) {
    U64.set(bytes, offset, value);
  }

  public static void be16(byte[] bytes, int offset, int value) {
    BE16.set(bytes, offset, (short) value);
  }

  public static void be32(byte[] bytes, int offset, int value) {
    BE32.set(bytes, offset, value);
  }

  public static void be64(byte[] bytes, int offset, long value) {
    BE64.set(bytes, offset, value);
  }
}
