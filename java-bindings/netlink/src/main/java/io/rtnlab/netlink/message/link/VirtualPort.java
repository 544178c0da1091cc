// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;

/** A switch port of a virtual function ({@code IFLA_PORT_*}, IEEE 802.1Qbg and 802.1BR). */
public final class VirtualPort {
  public static final AttributeTable LIST_TABLE = new AttributeTable("vf-ports", "IFLA_VF_");

  public static final Attribute<Attributes> PORT =
      LIST_TABLE.nest(1, "IFLA_VF_PORT", () -> VirtualPort.TABLE);

  public static final AttributeTable TABLE = new AttributeTable("port", "IFLA_PORT_");

  public static final Attribute<Integer> VIRTUAL_FUNCTION = TABLE.u32(1, "IFLA_PORT_VF");
  public static final Attribute<String> PROFILE = TABLE.text(2, "IFLA_PORT_PROFILE");
  public static final Attribute<Bytes> VSI_TYPE = TABLE.bytes(3, "IFLA_PORT_VSI_TYPE");
  public static final Attribute<Bytes> INSTANCE_UUID = TABLE.bytes(4, "IFLA_PORT_INSTANCE_UUID");
  public static final Attribute<Bytes> HOST_UUID = TABLE.bytes(5, "IFLA_PORT_HOST_UUID");
  public static final Attribute<Integer> REQUEST = TABLE.u8(6, "IFLA_PORT_REQUEST");
  public static final Attribute<Integer> RESPONSE = TABLE.u16(7, "IFLA_PORT_RESPONSE");

  private VirtualPort() {}
}
