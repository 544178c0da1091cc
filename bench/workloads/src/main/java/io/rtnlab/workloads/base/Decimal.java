// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.netlink.wire.RequestTemplate;

/** Numbers at the end of names, always as long, so that they can be patched into a message. */
public final class Decimal {
  public static final int DIGITS = 7;

  /** Numbers below this have room. */
  public static final int LIMIT = 10_000_000;

  /** What stands where the number will. */
  public static final String PLACE = "0".repeat(DIGITS);

  private Decimal() {}

  /** Writes {@code number % LIMIT} over the digits at {@code offset} of message 0. */
  public static void patch(RequestTemplate request, int offset, long number) {
    int rest = (int) (number % LIMIT);
    for (int digit = DIGITS - 1; digit >= 0; digit--) {
      request.u8(0, offset + digit, '0' + rest % 10);
      rest /= 10;
    }
  }
}
