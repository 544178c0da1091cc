// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

/** Whether a link can carry packets ({@code IF_OPER_*}, RFC 2863), numbered as the kernel does. */
public enum OperationalState {
  UNKNOWN,
  NOT_PRESENT,
  DOWN,
  LOWER_LAYER_DOWN,
  TESTING,
  DORMANT,
  UP;

  private static final OperationalState[] STATES = values();

  /** The state of that number; {@link #UNKNOWN} for one that is not known here. */
  public static OperationalState of(int number) {
    return number >= 0 && number < STATES.length ? STATES[number] : UNKNOWN;
  }

  /** As {@code ip} prints it: the name without underscores, or the number where it has none. */
  static String show(int number) {
    return number >= 0 && number < STATES.length
        ? STATES[number].name().replace("_", "")
        : Integer.toString(number);
  }
}
