// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes;

import io.rtnlab.probes.event.ProbeCapabilities;
import java.io.IOException;
import java.util.List;

/** A backend: a way to watch {@code rtnl_mutex}. One folder each, {@code bpf}, {@code ftrace}, … */
public interface Probe {

  /** The name users choose it by, such as {@code bpf} or {@code tracepoints}. */
  String name();

  /** One line: what it listens to. */
  String description();

  /** Opens and closes it for real; never concludes from configuration or listings. */
  Availability check();

  /**
   * Whether every acquisition shows, uncontended ones too ({@code Acquired.waited() == false}), and
   * every release. Attribution may then conclude from silence that no other thread got in.
   */
  default boolean seesEveryAcquisition() {
    return false;
  }

  /**
   * From what moment to what moment it counts a hold, a clause each; empty where it sees none. An
   * acquisition that waited begins at {@code contention_end} with all of them.
   */
  default String holdBounds() {
    return "";
  }

  /** Whether it shows when the owner leaves its CPU, and what our own threads sleep for. */
  default boolean seesOffCpu() {
    return false;
  }

  /** Whether waits of the owner, and of our own threads, for other locks show. */
  default boolean seesOtherLocks() {
    return false;
  }

  /** All of these. */
  default ProbeCapabilities capabilities() {
    return new ProbeCapabilities(seesEveryAcquisition(), seesOffCpu(), seesOtherLocks());
  }

  /**
   * Removes what killed processes of this program left in the kernel; before a run, and harmless
   * beside one.
   *
   * @return what was removed, by name; empty where nothing was, or where it is out of reach
   * @throws IOException where something is left that could not be removed
   */
  default List<String> recover() throws IOException {
    return List.of();
  }

  /** What this backend cannot see, a short sentence each. */
  List<String> blindSpots();

  /**
   * Starts to listen on the mutex at {@code options.mutexAddress()}.
   *
   * @throws IOException naming what the kernel refused
   */
  Capture open(CaptureOptions options) throws IOException;
}
