// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.attribute.Struct.Be16;
import io.rtnlab.netlink.attribute.Struct.Octets;

/**
 * What bridges elect their root by ({@code struct ifla_bridge_id}).
 *
 * @param priority in network byte order: the kernel has it as two single bytes
 */
public record BridgeId(@Be16 int priority, @Octets(6) Bytes address) {
  @Override
  public String toString() {
    return "%04x.%s".formatted(priority, new LinkAddress(address));
  }
}
