// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.route;

import java.io.IOException;

/** An operation that says how many routes there are because of it, so that it can be checked. */
public interface CountedRoutes {

  /** How many it believes are in the kernel, by the answers that it got. */
  long ackedRoutes();

  /**
   * How many there are by another way. Only on the worker's thread: what {@code /proc} shows
   * depends on who reads it.
   */
  long countedRoutes() throws IOException;
}
