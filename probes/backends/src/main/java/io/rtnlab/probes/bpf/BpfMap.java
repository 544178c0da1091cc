// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.libc.SystemCallNumber;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A map with keys of 32 bits, by bpf(2) itself.
 *
 * <pre>
 *  union bpf_attr (include/uapi/linux/bpf.h)
 *   MAP_CREATE   0 map_type u32 │ 4 key_size u32 │ 8 value_size u32 │ 12 max_entries u32 │ … │ 28 map_name[16]
 *   …_ELEM       0 map_fd u32   │ 8 key u64 (address)  │ 16 value u64 (address)  │ 24 flags u64
 * </pre>
 *
 * @param descriptor its file descriptor
 */
record BpfMap(int descriptor) {
  private static final int MAP_CREATE = 0;
  private static final int MAP_LOOKUP_ELEM = 1;
  private static final int MAP_UPDATE_ELEM = 2;
  private static final int MAP_DELETE_ELEM = 3;
  private static final int MAP_GET_NEXT_KEY = 4;
  private static final int TYPE_RINGBUF = 27;
  private static final int ATTRIBUTE_BYTES = 72;
  private static final int MAX_ENTRIES = 12;
  private static final int NAME = 28;
  private static final int LONGEST_NAME = 15;
  private static final int KEY = 8;
  private static final int VALUE = 16;

  /**
   * Makes a ring buffer.
   *
   * @param name for listings of the maps, at most 15 characters
   * @param bytes a power of two of whole pages
   */
  static Descriptor ring(String name, int bytes) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
      attribute.set(JAVA_INT, 0, TYPE_RINGBUF);
      attribute.set(JAVA_INT, MAX_ENTRIES, bytes);
      byte[] text = name.getBytes(StandardCharsets.US_ASCII);
      MemorySegment.copy(text, 0, attribute, JAVA_BYTE, NAME, Math.min(text.length, LONGEST_NAME));
      return Descriptor.adopt(
          SystemCallException.check("bpf(BPF_MAP_CREATE)", call(MAP_CREATE, attribute)));
    }
  }

  /** Reads what belongs to a key; false where there is nothing. */
  boolean get(int key, MemorySegment value) {
    return element(MAP_LOOKUP_ELEM, key, value) >= 0;
  }

  /** Lets a number be what belongs to a key. */
  void put(int key, int value) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      SystemCallException.check(
          "bpf(BPF_MAP_UPDATE_ELEM)",
          element(MAP_UPDATE_ELEM, key, arena.allocateFrom(JAVA_INT, value)));
    }
  }

  /**
   * All keys of a hash map, as far as it does not change meanwhile.
   *
   * @param most how many at most
   */
  List<Integer> keys(int most) {
    List<Integer> keys = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
      MemorySegment next = arena.allocate(JAVA_INT);
      MemorySegment key = arena.allocate(JAVA_INT);
      attribute.set(JAVA_INT, 0, descriptor);
      attribute.set(JAVA_LONG, VALUE, next.address());
      while (keys.size() < most && call(MAP_GET_NEXT_KEY, attribute) >= 0) {
        keys.add(next.get(JAVA_INT, 0));
        key.copyFrom(next);
        attribute.set(JAVA_LONG, KEY, key.address());
      }
    }
    return keys;
  }

  /** Forgets a key, if it is there. */
  void remove(int key) {
    long _ = element(MAP_DELETE_ELEM, key, MemorySegment.NULL);
  }

  /** Lets a map be what belongs to a key of this map of maps. */
  void put(int key, Descriptor map) throws SystemCallException {
    put(key, map.number());
  }

  private long element(int command, int key, MemorySegment value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
      attribute.set(JAVA_INT, 0, descriptor);
      attribute.set(JAVA_LONG, KEY, arena.allocateFrom(JAVA_INT, key).address());
      attribute.set(JAVA_LONG, VALUE, value.address());
      return call(command, attribute);
    }
  }

  private static long call(int command, MemorySegment attribute) {
    return SystemCall.ofThread()
        .call(SystemCallNumber.BPF, command, attribute.address(), attribute.byteSize());
  }
}
