// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes;

/** Whether something opens on this kernel and for this account, found out by trying. */
public sealed interface Availability {

  /** It opened. */
  record Available() implements Availability {}

  /**
   * It did not.
   *
   * @param reason what the kernel said, such as {@code "tracefs: EPERM at function tracer"}
   * @param remedy what would unlock it, as an instruction
   */
  record Unavailable(String reason, String remedy) implements Availability {}

  static Availability available() {
    return new Available();
  }

  static Availability unavailable(String reason, String remedy) {
    return new Unavailable(reason, remedy);
  }
}
