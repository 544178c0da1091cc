// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import io.rtnlab.probes.event.LockEvent;
import java.io.IOException;
import java.util.function.Consumer;

/** A backend that can report which mutexes the threads of this process find taken. */
public interface AddressWitness {

  /** The backend's name, such as {@code bpf} or {@code tracepoints}. */
  String name();

  /** Reads the kernel's instructions, where this backend can; else says why not. */
  default KernelText text() {
    return _ -> {
      throw new IOException(name() + " cannot read the kernel's instructions");
    };
  }

  /**
   * Starts to listen to every mutex.
   *
   * @throws IOException naming what the kernel refused
   */
  Session watch() throws IOException;

  /** What is observed while it is open. Used by one thread. */
  interface Session extends AutoCloseable {

    /**
     * Hands over what has arrived, without waiting.
     *
     * @return how many sightings were handed over
     */
    int poll(Consumer<Sighting> sink);

    /** Stops listening and leaves nothing behind. */
    @Override
    void close();
  }

  /**
   * A thread found a mutex taken ({@code lock:contention_begin} with {@code LCB_F_MUTEX}).
   *
   * @param timeNs nanoseconds of {@code CLOCK_MONOTONIC}
   * @param thread thread id of the waiter
   * @param mutex kernel address of the mutex
   * @param owner thread id of the owner, {@link LockEvent#OWNER_NONE} or {@link
   *     LockEvent#OWNER_UNREAD}
   */
  record Sighting(long timeNs, int thread, long mutex, int owner) {}
}
