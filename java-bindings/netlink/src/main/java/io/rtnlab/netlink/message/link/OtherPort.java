// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Bytes;

/** A port of something not known here; what it reported is kept as it came. */
public record OtherPort(String kind, Bytes data) implements PortKind {
  @Override
  public byte[] toArray() {
    return data.toArray();
  }
}
