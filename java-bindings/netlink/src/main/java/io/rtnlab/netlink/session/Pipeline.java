// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.message.Request;

/**
 * Requests that do not wait for one another's answers: up to a window of them may be unanswered.
 *
 * <pre>
 * try (Pipeline pipeline = session.pipeline(64)) {
 *   for (Route route : routes) {
 *     pipeline.send(Request.add(route));
 *   }
 *   pipeline.finish().orThrow();
 * }
 * </pre>
 *
 * For what is at hand all at once, {@link NetlinkSession#sendAll} is faster. The session is busy
 * until the pipeline is closed, by the thread that opened it.
 */
public interface Pipeline extends AutoCloseable {

  /**
   * Sends one request; waits for an answer first where the window is full.
   *
   * @throws OutcomeUnknownException if an answer was lost
   */
  void send(Request<?> request) throws NetlinkException;

  /** Waits for all answers and says which of the requests so far failed. */
  BatchResult finish() throws NetlinkException;

  /** Waits for the answers that are still due, whatever they are, and frees the session. */
  @Override
  void close();
}
