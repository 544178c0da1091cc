// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.request;

/** Takes what processes ask for, in order of time. */
public interface RequestSink {
  /** A message, when it is sent. */
  void sent(SentMessage message);

  /** A call, when it has returned. */
  void ended(EndedCall call);

  /**
   * Records that did not fit.
   *
   * @param count how many
   */
  void lost(long count);
}
