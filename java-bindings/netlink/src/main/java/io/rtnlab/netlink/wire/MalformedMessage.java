// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.wire;

/** Bytes that are no netlink message: a length that lies, or a value too short for its type. */
public final class MalformedMessage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedMessage(String message) {
    super(message);
  }
}
