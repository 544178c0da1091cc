// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Bytes;

/** A classifier not known here; its options are kept as they came. */
public record OtherClassifier(String kind, Bytes options) implements Classifier {
  @Override
  public byte[] toArray() {
    return options.toArray();
  }
}
