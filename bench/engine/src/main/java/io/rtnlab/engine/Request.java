// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/**
 * What the engine can fire, time and trace under a name. Called from one thread only. Inside {@link
 * #execute} nothing is allocated and nothing thrown: what the kernel answers is data.
 */
public interface Request {

  /** The label in every table, such as {@code route-insert}. */
  String name();

  /**
   * One request, from its first system call to its last.
   *
   * @return 0, or {@code -errno} as the kernel answered
   */
  int execute();

  /** How many netlink messages (or other units) the last {@link #execute} sent or received. */
  default int messages() {
    return 1;
  }

  /**
   * Time that the last {@link #execute} spent inside system calls, in nanoseconds, measured around
   * them; 0 where it made none.
   */
  long systemCallNs();

  /** Reports to {@code sink} from now on when a system call has ended and another follows. */
  default void reportCalls(SpanSink sink) {}

  /** How many of them the last {@link #execute} made; -1 where they are not counted. */
  default int systemCalls() {
    return UNCOUNTED;
  }

  /** {@link #systemCalls} where they are not counted. */
  int UNCOUNTED = -1;
}
