package io.rtnlab.netlink.attribute;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Structs one behind the other, as many as fit. */
public record StructArray<T extends Record>(Struct<T> item) implements Format<List<T>> {

  public static <T extends Record> StructArray<T> of(Class<T> type) {
    return new StructArray<>(Struct.of(type));
  }

  @Override
  public String wireName() {
    return "struct-array";
  }

  @Override
  public int leastBytes() {
    return 0;
  }

  @Override
  public List<T> read(Attributes siblings, byte[] bytes, int offset, int length) {
    List<T> items = new ArrayList<>();
    for (int at = 0; at + item.size() <= length; at += item.size()) {
      items.add(item.read(siblings, bytes, offset + at, item.size()));
    }
    return List.copyOf(items);
  }

  @Override
  public byte[] write(List<T> items) {
    byte[] bytes = new byte[items.size() * item.size()];
    for (int i = 0; i < items.size(); i++) {
      System.arraycopy(item.write(items.get(i)), 0, bytes, i * item.size(), item.size());
    }
    return bytes;
  }

  @Override
  public String show(List<T> items) {
    return items.stream().map(item::show).collect(Collectors.joining("/"));
  }
}
