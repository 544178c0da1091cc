// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Bytes;

/** An action not known here; its options are kept as they came. */
public record OtherAction(String kind, Bytes options) implements ActionKind {
  @Override
  public byte[] toArray() {
    return options.toArray();
  }
}
