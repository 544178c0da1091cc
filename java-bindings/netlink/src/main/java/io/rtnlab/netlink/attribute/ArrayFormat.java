// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Values of one size, one behind the other, as many as fit. */
record ArrayFormat<T>(Format<T> item) implements PlainFormat<List<T>> {
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
