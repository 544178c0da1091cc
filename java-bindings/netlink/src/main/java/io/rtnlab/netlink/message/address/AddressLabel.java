// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.address;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.message.Prefix;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.net.InetAddress;

/**
 * The label of a range of IPv6 addresses, by which source addresses are chosen ({@code
 * RTM_NEWADDRLABEL}, RFC 6724).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+---------------+---------------+
 * |  ifal_family  |    reserved   | ifal_prefixlen|   ifal_flags  |
 * +---------------------------------------------------------------+
 * |                           ifal_index                          |
 * +---------------------------------------------------------------+
 * |                            ifal_seq                           |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param dev index of the link that it is for; 0 for all
 * @param sequence changes with every change of the list
 */
public record AddressLabel(
    int family, int prefixLength, int flags, int dev, int sequence, Attributes attributes)
    implements KernelObject<AddressLabel> {

  public static final AttributeTable TABLE = new AttributeTable("addrlabel-attrs", "IFAL_");
  public static final Attribute<InetAddress> ADDRESS = TABLE.ip(1, "IFAL_ADDRESS", "prefix");
  public static final Attribute<Integer> LABEL = TABLE.u32(2, "IFAL_LABEL");

  public static final Codec<AddressLabel> CODEC = new Layout();

  /** Every label, for a dump. */
  public static AddressLabel all() {
    return new AddressLabel(Family.AF_INET6, 0, 0, 0, 0, TABLE.empty());
  }

  public static AddressLabel of(Prefix prefix, int label) {
    return new AddressLabel(prefix.family(), prefix.length(), 0, 0, 0, TABLE.empty())
        .with(ADDRESS, prefix.address())
        .with(LABEL, label);
  }

  public Prefix prefix() {
    return get(ADDRESS)
        .map(address -> new Prefix(address, prefixLength))
        .orElseGet(() -> Prefix.all(family));
  }

  public int label() {
    return get(LABEL, 0);
  }

  @Override
  public AddressLabel with(Attributes attributes) {
    return new AddressLabel(family, prefixLength, flags, dev, sequence, attributes);
  }

  @Override
  public Codec<AddressLabel> codec() {
    return CODEC;
  }

  @Override
  public String toString() {
    return "prefix " + prefix() + " label " + Integer.toUnsignedString(label()) + " dev " + dev;
  }

  private static final class Layout extends Codec<AddressLabel> {
    private Layout() {
      super("address label", MessageType.RTM_NEWADDRLABEL, 12);
    }

    @Override
    protected AttributeSet table(int family) {
      return TABLE;
    }

    @Override
    protected AddressLabel read(MessageCursor header, AttributeSet table) {
      Attributes attributes = attributes(header, table);
      Prefix.check(attributes, ADDRESS, header.u8(2));
      return new AddressLabel(
          header.u8(0), header.u8(2), header.u8(3), header.u32(4), header.u32(8), attributes);
    }

    @Override
    protected void writeHeader(AddressLabel addressLabel, MessageWriter writer) {
      writer
          .u8(addressLabel.family)
          .u8(0)
          .u8(addressLabel.prefixLength)
          .u8(addressLabel.flags)
          .u32(addressLabel.dev)
          .u32(addressLabel.sequence);
    }
  }
}
