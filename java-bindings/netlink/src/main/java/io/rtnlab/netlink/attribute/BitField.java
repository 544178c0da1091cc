// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import io.rtnlab.netlink.attribute.Struct.U32;

/**
 * Flags, and which of them are meant ({@code struct nla_bitfield32}).
 *
 * @param selector the flags that are meant
 */
public record BitField(@U32 int value, @U32 int selector) {
  @Override
  public String toString() {
    return "0x" + Integer.toHexString(value) + "/0x" + Integer.toHexString(selector);
  }
}
