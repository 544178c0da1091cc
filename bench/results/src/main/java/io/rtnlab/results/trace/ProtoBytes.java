// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message in the wire format of Protocol Buffers (protobuf.dev, "Encoding"): fields as pairs of a
 * tag ({@code number << 3 | wire type}) and a value. Reused for one message after the other, so
 * that a stream of any length needs constant memory.
 */
final class ProtoBytes {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;

  private byte[] bytes = new byte[256];
  private int size;

  ProtoBytes clear() {
    size = 0;
    return this;
  }

  ProtoBytes varint(int field, long value) {
    raw(((long) field << 3) | VARINT);
    raw(value);
    return this;
  }

  ProtoBytes fixed64(int field, long value) {
    raw(((long) field << 3) | FIXED64);
    makeRoom(Long.BYTES);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[size++] = (byte) (value >>> (Byte.SIZE * i));
    }
    return this;
  }

  ProtoBytes string(int field, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return bytes(field, utf8, utf8.length);
  }

  ProtoBytes message(int field, ProtoBytes message) {
    return bytes(field, message.bytes, message.size);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  private ProtoBytes bytes(int field, byte[] content, int length) {
    raw(((long) field << 3) | LENGTH_DELIMITED);
    raw(length);
    makeRoom(length);
    System.arraycopy(content, 0, bytes, size, length);
    size += length;
    return this;
  }

  private void raw(long varint) {
    makeRoom(10);
    long rest = varint;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void makeRoom(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
