// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message;

/** What a message does with its object: the low two bits of every rtnetlink message type. */
public enum Verb {
  /** Made, changed, or merely reported ({@code RTM_NEW…}). */
  NEW(0),
  /** Removed ({@code RTM_DEL…}). */
  DELETE(1),
  /** Asked for ({@code RTM_GET…}). */
  GET(2),
  /** Changed, for the few objects where that is not a {@link #NEW} ({@code RTM_SET…}). */
  SET(3);

  private static final Verb[] VERBS = {NEW, DELETE, GET, SET};

  private final int offset;

  Verb(int offset) {
    this.offset = offset;
  }

  /** The message type for an object whose {@code RTM_NEW…} is {@code newType}. */
  public int of(int newType) {
    return newType + offset;
  }

  /** The verb of a message type. */
  public static Verb in(int messageType) {
    return VERBS[messageType & 3];
  }
}
