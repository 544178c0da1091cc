// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.wire.MalformedMessage;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A gateway of another family than the route's ({@code struct rtvia}), such as an IPv6 one for an
 * IPv4 or an MPLS route.
 */
public record Via(InetAddress gateway) {
  static final Format<Via> FORMAT = new Layout();

  @Override
  public String toString() {
    return Family.name(family(gateway)) + " " + IpText.of(gateway);
  }

  private static int family(InetAddress gateway) {
    return gateway.getAddress().length == 4 ? Family.AF_INET : Family.AF_INET6;
  }

  private static final class Layout implements Format<Via> {
    private static final int FAMILY_BYTES = 2;

    @Override
    public String wireName() {
      return "binary";
    }

    @Override
    public int leastBytes() {
      return FAMILY_BYTES + 4;
    }

    @Override
    public void check(Attributes siblings, byte[] bytes, int offset, int length) {
      if (length != FAMILY_BYTES + 4 && length != FAMILY_BYTES + 16) {
        throw new MalformedMessage(length + " bytes are no family and IP address");
      }
    }

    @Override
    public Via read(Attributes siblings, byte[] bytes, int offset, int length) {
      return new Via(
          IpText.address(Arrays.copyOfRange(bytes, offset + FAMILY_BYTES, offset + length)));
    }

    @Override
    public byte[] write(Via via) {
      byte[] address = via.gateway.getAddress();
      return ByteBuffer.allocate(FAMILY_BYTES + address.length)
          .order(ByteOrder.nativeOrder())
          .putShort((short) family(via.gateway))
          .put(address)
          .array();
    }
  }
}
