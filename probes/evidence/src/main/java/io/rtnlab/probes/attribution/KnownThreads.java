// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads by id: an array as long as the largest id, at most 16 MiB, since each event asks for one;
 * and those that there are, few beside it.
 */
final class KnownThreads {
  /** {@code PID_MAX_LIMIT} of include/linux/threads.h. */
  private static final int MAX_ID = 4 << 20;

  private @Nullable KnownThread[] threads = new @Nullable KnownThread[1 << 10];
  private final List<KnownThread> known = new ArrayList<>();

  /** Stands for every id that no kernel gives. */
  private final KnownThread impossible = new KnownThread(-1);

  KnownThread get(int id) {
    if (id >= 0 && id < threads.length) {
      KnownThread thread = threads[id];
      if (thread != null) {
        return thread;
      }
    }
    return add(id);
  }

  private KnownThread add(int id) {
    if (id < 0 || id >= MAX_ID) {
      return impossible;
    }
    if (id >= threads.length) {
      threads = Arrays.copyOf(threads, 2 * Integer.highestOneBit(id));
    }
    KnownThread thread = new KnownThread(id);
    threads[id] = thread;
    known.add(thread);
    return thread;
  }

  void forEach(Consumer<KnownThread> action) {
    known.forEach(action);
    action.accept(impossible);
  }
}
