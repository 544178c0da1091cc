// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hold;

/**
 * A hold of {@code rtnl_mutex} as it was observed from both sides; all times are nanoseconds of
 * {@code CLOCK_MONOTONIC}.
 *
 * <pre>
 *  entered   got the mutex   begun              ended   let it go   returned
 *     │───────────┼────────────│═══════════════════│────────┼──────────│
 *  before ioctl            fault seen       fault resolved        after ioctl
 * </pre>
 *
 * The mutex was surely held from {@code begunNs} to {@code endedNs}, and surely not before {@code
 * enteredNs} nor after {@code returnedNs}.
 *
 * @param thread the holder's thread id, as {@link io.rtnlab.libc.ThreadId} gives it
 */
public record Hold(int thread, long enteredNs, long begunNs, long endedNs, long returnedNs) {

  /** The mutex was held at least this long. */
  public long atLeastNs() {
    return endedNs - begunNs;
  }

  /** The mutex was held at most this long; includes any wait for it. */
  public long atMostNs() {
    return returnedNs - enteredNs;
  }
}
