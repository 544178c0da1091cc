// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;

/** The number of a class that a filter sends packets to, printed as {@code tc} does: 1:10. */
public final class ClassId {
  public static final Format<Integer> FORMAT = Formats.U32.shown(TrafficControl::showHandle);

  private ClassId() {}
}
