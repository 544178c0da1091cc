package io.rtnlab.probes.attribution;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Threads by id: an array of pages, since ids are small and dense ({@code PID_MAX_LIMIT}). */
final class KnownThreads {
  /** {@code PID_MAX_LIMIT} of include/linux/threads.h. */
  private static final int MAX_ID = 4 << 20;

  private static final int PAGE_BITS = 10;
  private static final int PAGE_SIZE = 1 << PAGE_BITS;

  private static final class Page {
    private final @Nullable KnownThread[] threads = new @Nullable KnownThread[PAGE_SIZE];
  }

  private final @Nullable Page[] pages = new @Nullable Page[MAX_ID / PAGE_SIZE];

  /** Stands for every id that no kernel gives. */
  private final KnownThread impossible = new KnownThread(-1);

  KnownThread get(int id) {
    if (id < 0 || id >= MAX_ID) {
      return impossible;
    }
    Page page = pages[id >>> PAGE_BITS];
    if (page == null) {
      page = new Page();
      pages[id >>> PAGE_BITS] = page;
    }
    KnownThread thread = page.threads[id & (PAGE_SIZE - 1)];
    if (thread == null) {
      thread = new KnownThread(id);
      page.threads[id & (PAGE_SIZE - 1)] = thread;
    }
    return thread;
  }

  void forEach(Consumer<KnownThread> action) {
    for (Page page : pages) {
      if (page == null) {
        continue;
      }
      for (KnownThread thread : page.threads) {
        if (thread != null) {
          action.accept(thread);
        }
      }
    }
    action.accept(impossible);
  }
}
