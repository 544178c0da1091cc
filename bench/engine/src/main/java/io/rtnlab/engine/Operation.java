// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.util.List;

/**
 * One kind of request of a mix, as one worker fires it. Each worker has an instance of its own;
 * constructing it makes no system call, {@link #prepare} does.
 */
public interface Operation extends Request, AutoCloseable {

  /** Makes what the requests need, on the worker's thread, before anything is measured. */
  default void prepare() throws Exception {}

  /**
   * Requests that this one entails, such as deleting what it inserted. The same list, of the same
   * length, every time it is asked for, before {@link #prepare} too.
   */
  default List<FollowUp> followUps() {
    return List.of();
  }

  /** What this operation sets off and watches end later. The same list every time. */
  default List<Observation> observations() {
    return List.of();
  }

  /** Frees what {@link #prepare} and the requests made, also after a failure half-way. */
  @Override
  default void close() {}

  /**
   * A request that was not asked for but that an operation makes necessary. It holds the mutex like
   * any other, so it is timed and traced under a name of its own; but it is not counted as a
   * request of the mix and stays out of the percentiles of the operation. Shares its operation's
   * state: the operation prepares and closes for both.
   */
  interface FollowUp extends Request {

    /** Whether one {@link #execute} should run before the next request of the mix. */
    boolean due();

    /**
     * Whether anything is left to do before the run may end; it is executed until not. Each {@link
     * #execute} must therefore come nearer to the end, whatever the kernel answers.
     */
    default boolean pending() {
      return false;
    }
  }
}
