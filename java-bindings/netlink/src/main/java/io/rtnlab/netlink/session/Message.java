// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.wire.NetlinkHeader;

/**
 * A netlink message of any protocol and type, for families that this library has no codec for, such
 * as those of generic netlink.
 *
 * @param type {@code nlmsg_type}
 * @param flags {@code nlmsg_flags}; {@code NLM_F_REQUEST} and {@code NLM_F_ACK} are added to a
 *     request
 * @param payload the family's header and the attributes behind it
 */
public record Message(int type, int flags, Bytes payload) {

  /**
   * A request of header and attributes.
   *
   * @param header of the family; padded to a multiple of four
   */
  public static Message of(int type, int flags, byte[] header, Attributes attributes) {
    byte[] behind = attributes.toArray();
    int from = NetlinkHeader.align(header.length);
    byte[] payload = new byte[from + behind.length];
    System.arraycopy(header, 0, payload, 0, header.length);
    System.arraycopy(behind, 0, payload, from, behind.length);
    return new Message(type, flags, Bytes.of(payload));
  }

  /**
   * The attributes behind the family's header.
   *
   * @throws io.rtnlab.netlink.wire.MalformedMessage if they are broken
   */
  public Attributes attributes(AttributeSet table, int headerBytes) {
    byte[] bytes = payload.toArray();
    int from = Math.min(NetlinkHeader.align(headerBytes), bytes.length);
    return Attributes.within(table, bytes, from, bytes.length);
  }
}
