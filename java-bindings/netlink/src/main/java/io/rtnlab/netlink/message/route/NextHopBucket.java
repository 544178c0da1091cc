// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;

/**
 * A bucket of a resilient group of next hops ({@code RTM_NEWNEXTHOPBUCKET}): {@link
 * NextHop#RESILIENT_BUCKET}.
 *
 * <pre>
 * +---------------+---------------+---------------+---------------+
 * |   nh_family   |   nh_scope    |  nh_protocol  |     resvd     |
 * +---------------+---------------+---------------+---------------+
 * |                           nh_flags                            |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param flags {@code RTNH_F_*}
 */
public record NextHopBucket(int family, int scope, int protocol, int flags, Attributes attributes)
    implements KernelObject<NextHopBucket> {

  public static final Codec<NextHopBucket> CODEC = new Layout();

  /** Every one, for a dump; events come without being asked for. */
  public static NextHopBucket all(int family) {
    return new NextHopBucket(family, 0, 0, 0, NextHop.TABLE.empty());
  }

  @Override
  public NextHopBucket with(Attributes attributes) {
    return new NextHopBucket(family, scope, protocol, flags, attributes);
  }

  @Override
  public Codec<NextHopBucket> codec() {
    return CODEC;
  }

  @Override
  public String toString() {
    return attributes.toString();
  }

  private static final class Layout extends Codec<NextHopBucket> {
    private Layout() {
      super("nexthop bucket", MessageType.RTM_NEWNEXTHOPBUCKET, 8);
    }

    @Override
    protected AttributeSet table(int family) {
      return NextHop.TABLE;
    }

    @Override
    protected NextHopBucket read(MessageCursor header, AttributeSet table) {
      return new NextHopBucket(
          header.u8(0), header.u8(1), header.u8(2), header.u32(4), attributes(header, table));
    }

    @Override
    protected void writeHeader(NextHopBucket object, MessageWriter writer) {
      writer.u8s(object.family, object.scope, object.protocol, 0).u32(object.flags);
    }
  }
}
