// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import java.util.List;

/**
 * How a batch went. The kernel works through all of it: a message that fails does not stop those
 * behind it.
 *
 * @param messages how many were sent
 * @param failures those that failed, in order
 */
public record BatchResult(int messages, List<Failure> failures) {

  /**
   * One message that failed.
   *
   * @param index its place in the batch, from 0
   */
  public record Failure(int index, NetlinkException why) {}

  public boolean succeeded() {
    return failures.isEmpty();
  }

  /**
   * Returns if nothing failed.
   *
   * @throws NetlinkException the first failure, with the others as suppressed ones
   */
  public void orThrow() throws NetlinkException {
    if (failures.isEmpty()) {
      return;
    }
    NetlinkException first = failures.getFirst().why();
    failures.stream().skip(1).forEach(failure -> first.addSuppressed(failure.why()));
    throw first;
  }
}
