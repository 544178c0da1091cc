// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.wire.MalformedMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * MPLS labels, the outermost first (RFC 3032).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------------------------------+-----+-+---------------+
 * |                 label                 | tc  |S|      ttl      |
 * +---------------------------------------+-----+-+---------------+
 * </pre>
 *
 * All in network byte order; S marks the last.
 */
public record LabelStack(List<Entry> entries) {
  static final Format<LabelStack> FORMAT = new Layout();

  /**
   * One of them.
   *
   * @param label 0 to 1,048,575
   * @param timeToLive 0 where it is taken from the packet
   */
  public record Entry(int label, int trafficClass, int timeToLive) {
    public Entry {
      if (label >>> 20 != 0 || trafficClass >>> 3 != 0 || timeToLive >>> 8 != 0) {
        throw new IllegalArgumentException(
            "label %d, traffic class %d, time to live %d: up to 1048575, 7 and 255"
                .formatted(label, trafficClass, timeToLive));
      }
    }
  }

  /** Labels that say nothing but their number. */
  public static LabelStack of(int... labels) {
    return new LabelStack(Arrays.stream(labels).mapToObj(label -> new Entry(label, 0, 0)).toList());
  }

  /** As {@code ip} prints it: {@code 100/200}. */
  @Override
  public String toString() {
    return entries.stream()
        .map(entry -> Integer.toString(entry.label))
        .collect(Collectors.joining("/"));
  }

  private static final class Layout implements Format<LabelStack> {
    private static final int LAST = 0x100;

    @Override
    public String wireName() {
      return "binary";
    }

    @Override
    public int leastBytes() {
      return Integer.BYTES;
    }

    @Override
    public void check(Attributes siblings, byte[] bytes, int offset, int length) {
      if (length < Integer.BYTES || length % Integer.BYTES != 0) {
        throw new MalformedMessage(length + " bytes are no labels of four");
      }
    }

    @Override
    public LabelStack read(Attributes siblings, byte[] bytes, int offset, int length) {
      ByteBuffer value = ByteBuffer.wrap(bytes, offset, length);
      List<Entry> entries = new ArrayList<>();
      while (value.hasRemaining()) {
        int entry = value.getInt();
        entries.add(new Entry(entry >>> 12, entry >>> 9 & 0x7, entry & 0xFF));
      }
      return new LabelStack(List.copyOf(entries));
    }

    @Override
    public byte[] write(LabelStack stack) {
      int count = stack.entries.size();
      ByteBuffer value = ByteBuffer.allocate(Integer.BYTES * count);
      for (int i = 0; i < count; i++) {
        Entry entry = stack.entries.get(i);
        int last = i == count - 1 ? LAST : 0;
        value.putInt(entry.label << 12 | entry.trafficClass << 9 | last | entry.timeToLive);
      }
      return value.array();
    }
  }
}
