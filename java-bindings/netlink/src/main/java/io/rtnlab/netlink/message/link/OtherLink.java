// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Bytes;

/**
 * A kind without data of its own, such as {@code dummy} or {@code ifb}, or one not known here,
 * whose data is kept as it came.
 */
public record OtherLink(String kind, Bytes data) implements LinkKind {
  public static final String DUMMY = "dummy";
  public static final String IFB = "ifb";

  /** Set up by generic netlink once it is there, as {@link #WIREGUARD}. */
  public static final String TEAM = "team";

  public static final String WIREGUARD = "wireguard";

  public static OtherLink of(String kind) {
    return new OtherLink(kind, Bytes.NONE);
  }

  @Override
  public byte[] toArray() {
    return data.toArray();
  }
}
