// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import io.rtnlab.netlink.wire.AttributeCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Formats of several values of one kind in one attribute. */
final class Sequences {
  private Sequences() {}

  /** Values of one size, one behind the other, as many as fit. */
  record Adjacent<T>(Format<T> item) implements Format.Plain<List<T>> {
    @Override
    public String wireName() {
      return "binary";
    }

    @Override
    public int leastBytes() {
      return 0;
    }

    @Override
    public List<T> read(Attributes siblings, byte[] bytes, int offset, int length) {
      List<T> items = new ArrayList<>();
      int size = size();
      for (int at = 0; at + size <= length; at += size) {
        items.add(item.read(siblings, bytes, offset + at, size));
      }
      return List.copyOf(items);
    }

    @Override
    public byte[] write(List<T> items) {
      int size = size();
      byte[] bytes = new byte[items.size() * size];
      for (int i = 0; i < items.size(); i++) {
        System.arraycopy(item.write(items.get(i)), 0, bytes, i * size, size);
      }
      return bytes;
    }

    @Override
    public String show(List<T> items) {
      return items.stream().map(item::show).collect(Collectors.joining("/"));
    }

    private int size() {
      return item instanceof Struct<?> struct ? struct.size() : item.leastBytes();
    }
  }

  /** Values of one format, each in an attribute of its own, numbered in order. */
  record Numbered<T>(int first, Format<T> item) implements Format<List<T>> {
    @Override
    public String wireName() {
      return "indexed-array";
    }

    @Override
    public int leastBytes() {
      return 0;
    }

    @Override
    public boolean nested() {
      return true;
    }

    @Override
    public void check(Attributes siblings, byte[] bytes, int offset, int length) {
      var walk = new AttributeCursor().wrap(bytes, offset, offset + length);
      while (walk.next()) {
        item.check(siblings, bytes, walk.payload(), walk.payloadBytes());
      }
    }

    @Override
    public List<T> read(Attributes siblings, byte[] bytes, int offset, int length) {
      List<T> values = new ArrayList<>();
      var walk = new AttributeCursor().wrap(bytes, offset, offset + length);
      while (walk.next()) {
        values.add(item.read(siblings, bytes, walk.payload(), walk.payloadBytes()));
      }
      return List.copyOf(values);
    }

    @Override
    public byte[] write(List<T> values) {
      Attributes list = AttributeSet.UNKNOWN.empty();
      for (int i = 0; i < values.size(); i++) {
        list = list.and(first + i, item.nested(), item.write(values.get(i)));
      }
      return list.toArray();
    }

    @Override
    public String show(List<T> values) {
      return values.stream().map(item::show).collect(Collectors.joining(", ", "[", "]"));
    }
  }
}
