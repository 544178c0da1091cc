// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;

/**
 * Disciplines, classes, filters and chains have one header ({@code struct tcmsg}).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+-------------------------------+
 * |  tcm_family   |     pad       |             pad               |
 * +---------------+---------------+-------------------------------+
 * |                          tcm_ifindex                          |
 * +---------------------------------------------------------------+
 * |                          tcm_handle                           |
 * +---------------------------------------------------------------+
 * |                          tcm_parent                           |
 * +---------------------------------------------------------------+
 * |                           tcm_info                            |
 * +---------------------------------------------------------------+
 * </pre>
 */
final class TcCodec<T extends TcObject<T>> extends Codec<T> {
  private static final int HEADER_BYTES = 20;

  private final AttributeSet table;
  private final Maker<T> maker;

  /** The constructor of the record. */
  interface Maker<T> {
    T make(int family, int dev, int handle, int parent, int info, Attributes attributes);
  }

  TcCodec(String name, int newType, AttributeSet table, Maker<T> maker) {
    super(name, newType, HEADER_BYTES);
    this.table = table;
    this.maker = maker;
  }

  @Override
  protected AttributeSet table(int family) {
    return table;
  }

  @Override
  protected T read(MessageCursor header, AttributeSet table) {
    return maker.make(
        header.u8(0),
        header.u32(4),
        header.u32(8),
        header.u32(12),
        header.u32(16),
        attributes(header, table));
  }

  @Override
  protected void writeHeader(T object, MessageWriter writer) {
    writer
        .u8(object.family())
        .u8(0)
        .u16(0)
        .u32(object.dev())
        .u32(object.handle())
        .u32(object.parent())
        .u32(object.info());
  }
}
