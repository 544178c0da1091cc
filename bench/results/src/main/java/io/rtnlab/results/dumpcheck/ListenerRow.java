// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.dumpcheck;

/**
 * Whether a model that is fed by multicast messages equals a dump, for one way to go on after the
 * socket's buffer overran.
 *
 * @param kind what is listened to, such as {@code links}
 * @param strategy what the listener does after {@code ENOBUFS}: {@code ignore}, {@code dump} at
 *     once, or {@code drain, dump}
 * @param comparisons how often the model was compared, each time with no writer at work
 * @param events messages that were applied
 * @param overruns how often the socket said {@code ENOBUFS}
 * @param wrong comparisons in which the model differed from the dump
 * @param missing objects that the model lacked, over all comparisons
 * @param stale objects that the model still had, over all comparisons
 * @param dumpWrong comparisons in which the dump itself differed from the writer's own log: must be
 *     0, or the comparison proves nothing
 * @param reason why it could not be tried; "" where it was
 */
public record ListenerRow(
    String kind,
    String strategy,
    int comparisons,
    long events,
    int overruns,
    int wrong,
    long missing,
    long stale,
    int dumpWrong,
    String reason) {

  /** One that could not be tried. */
  public static ListenerRow untested(String kind, String strategy, String reason) {
    return new ListenerRow(kind, strategy, 0, 0, 0, 0, 0, 0, 0, reason);
  }
}
