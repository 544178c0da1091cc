// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.event;

/**
 * What a stream can show: only of what could have been seen is silence evidence, and only what
 * could have been seen is 0 where it is not there.
 *
 * @param everyAcquisition every acquisition, uncontended ones too, and every release
 * @param offCpu when the owner of the mutex leaves its CPU, and when our own threads sleep in the
 *     kernel
 * @param otherLocks when the owner of the mutex, or a thread of ours, waits for another lock
 */
public record ProbeCapabilities(boolean everyAcquisition, boolean offCpu, boolean otherLocks) {
  /** Contention, and at best who owns the mutex then. */
  public static final ProbeCapabilities CONTENTION = new ProbeCapabilities(false, false);

  /** A stream without other locks. */
  public ProbeCapabilities(boolean everyAcquisition, boolean offCpu) {
    this(everyAcquisition, offCpu, false);
  }
}
