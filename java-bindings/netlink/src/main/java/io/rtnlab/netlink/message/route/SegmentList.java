// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.wire.MalformedMessage;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a packet gets its segments, and which ({@code struct seg6_iptunnel_encap}: a mode and a
 * segment routing header, RFC 8754).
 *
 * <pre>
 * +---------------------------------------------------------------+
 * |                      mode, host byte order                    |
 * +---------------+---------------+---------------+---------------+
 * |    nexthdr    |     hdrlen    |      type     | segments_left |
 * +---------------+---------------+---------------+---------------+
 * | first_segment |     flags     |              tag              |
 * +---------------------------------------------------------------+
 * |                  segments of 16 bytes, the last first …       |
 * +---------------------------------------------------------------+
 * |                  TLVs, such as an HMAC …                      |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param mode {@code SEG6_IPTUN_MODE_*}
 * @param segments in the order in which the packet visits them
 * @param header the fixed part as it came: eight bytes
 * @param tlvs what follows the segments
 */
public record SegmentList(int mode, List<InetAddress> segments, Bytes header, Bytes tlvs) {
  static final Format<SegmentList> FORMAT = new Layout();

  private static final int IPV6_SRCRT_TYPE_4 = 4;
  private static final int SEGMENT_BYTES = 16;
  private static final int HEADER_BYTES = 8;

  /**
   * Segments alone. Where the mode is inline, the packet's own destination comes behind them by
   * itself.
   *
   * @param mode {@code SEG6_IPTUN_MODE_*}
   */
  public static SegmentList of(int mode, List<InetAddress> segments) {
    List<InetAddress> all = new ArrayList<>(segments);
    if (mode == SegmentRouting.SEG6_IPTUN_MODE_INLINE) {
      all.add(IpText.address(new byte[SEGMENT_BYTES])); // the kernel fills it in
    }
    for (InetAddress segment : all) {
      if (segment.getAddress().length != SEGMENT_BYTES) {
        throw new IllegalArgumentException("segment " + IpText.of(segment) + " is no IPv6 address");
      }
    }
    if (segments.isEmpty() || all.size() > 127) {
      throw new IllegalArgumentException(segments.size() + " segments: 1 to 126");
    }
    int last = all.size() - 1;
    byte[] header = {
      0, (byte) (2 * all.size()), IPV6_SRCRT_TYPE_4, (byte) last, (byte) last, 0, 0, 0
    };
    return new SegmentList(mode, List.copyOf(all), Bytes.of(header), Bytes.NONE);
  }

  /** As {@code ip} prints it. */
  @Override
  public String toString() {
    return "mode "
        + mode
        + " segs "
        + segments.size()
        + segments.stream().map(IpText::of).collect(Collectors.joining(" ", " [ ", " ]"));
  }

  private static final class Layout implements Format<SegmentList> {
    @Override
    public String wireName() {
      return "binary";
    }

    @Override
    public int leastBytes() {
      return Integer.BYTES + HEADER_BYTES + SEGMENT_BYTES;
    }

    @Override
    public void check(Attributes siblings, byte[] bytes, int offset, int length) {
      Format.super.check(siblings, bytes, offset, length);
      int segments = segments(bytes, offset);
      if (Integer.BYTES + HEADER_BYTES + SEGMENT_BYTES * segments > length) {
        throw new MalformedMessage(segments + " segments do not fit into " + length + " bytes");
      }
    }

    private static int segments(byte[] bytes, int offset) {
      return Byte.toUnsignedInt(bytes[offset + Integer.BYTES + 4]) + 1;
    }

    @Override
    public SegmentList read(Attributes siblings, byte[] bytes, int offset, int length) {
      int mode = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt(offset);
      int at = offset + Integer.BYTES;
      byte[] header = Arrays.copyOfRange(bytes, at, at + HEADER_BYTES);
      List<InetAddress> segments = new ArrayList<>();
      at += HEADER_BYTES;
      for (int i = 0; i < segments(bytes, offset); i++) {
        segments.addFirst(IpText.address(Arrays.copyOfRange(bytes, at, at + SEGMENT_BYTES)));
        at += SEGMENT_BYTES;
      }
      byte[] tlvs = Arrays.copyOfRange(bytes, at, offset + length);
      return new SegmentList(mode, List.copyOf(segments), Bytes.of(header), Bytes.of(tlvs));
    }

    @Override
    public byte[] write(SegmentList list) {
      int size =
          Integer.BYTES + HEADER_BYTES + SEGMENT_BYTES * list.segments.size() + list.tlvs.length();
      ByteBuffer value = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
      value.putInt(list.mode);
      value.put(list.header.toArray());
      list.segments.reversed().forEach(segment -> value.put(segment.getAddress()));
      value.put(list.tlvs.toArray());
      return value.array();
    }
  }
}
