// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.exchange;

/**
 * What came back for one request; all times are nanoseconds of {@code CLOCK_MONOTONIC}.
 *
 * @param errno 0, or the error number of {@code NLMSG_ERROR}, {@code NLMSG_DONE} or the socket
 * @param objects messages that carried an object
 * @param interrupted whether any message had {@code NLM_F_DUMP_INTR}
 * @param sentNs before {@code send}
 * @param firstFilledNs after {@code send}: the first part of a dump has been filled
 *     (net/netlink/af_netlink.c, {@code netlink_dump_start})
 * @param lastFillNs before the receive that filled the last part with objects: a part is filled
 *     when the one before it is received
 * @param endedNs after the last receive
 */
public record Answer(
    int errno,
    int objects,
    boolean interrupted,
    long sentNs,
    long firstFilledNs,
    long lastFillNs,
    long endedNs) {

  /** The errno as a negative number, or else how many objects came, an acknowledgement being 1. */
  public int result(boolean dump) {
    return errno != 0 ? -errno : dump ? objects : Math.max(1, objects);
  }
}
