// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hold;

import io.rtnlab.libc.Loopback;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.libc.ThreadId;
import io.rtnlab.libc.Uninterrupted;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Holds {@code rtnl_mutex} for as long as wanted, from a thread and a network namespace of its own.
 *
 * <p>Its thread asks {@code SIOCGIFCONF} to copy addresses to a page that is missing. The kernel
 * sleeps on that page fault with the RTNL held, until another thread resolves the fault:
 *
 * <pre>
 *   try (CalibratedHolder holder = CalibratedHolder.prepare()) {
 *     Hold hold = holder.hold(Duration.ofMillis(20));
 *   }
 * </pre>
 *
 * The mutex is one for the machine, so a hold stalls whatever else configures networks on it; none
 * lasts longer than {@link #LIMIT}, whatever becomes of the caller. A process that dies lets go by
 * dying.
 */
public final class CalibratedHolder implements AutoCloseable {
  public static final Duration LIMIT = Duration.ofSeconds(10);

  private final NetworkNamespace namespace;
  private final FaultPage page;
  private final ExecutorService holding = executor("rtnl-holder", RealTime.HOLDER);
  private final ExecutorService observing = executor("rtnl-hold-end", RealTime.OBSERVER);
  private final AddressList addresses;
  private final int thread;
  private final AtomicReference<@Nullable HoldInProgress> last = new AtomicReference<>();

  private CalibratedHolder(NetworkNamespace namespace, FaultPage page) throws IOException {
    this.namespace = namespace;
    this.page = page;
    record Prepared(AddressList addresses, int thread) {}
    Prepared prepared =
        Uninterrupted.get(
            holding.submit(
                () -> {
                  namespace.enter();
                  Loopback.up(); // the address to copy
                  return new Prepared(AddressList.open(), ThreadId.current());
                }),
            () -> {});
    this.addresses = prepared.addresses;
    this.thread = prepared.thread;
  }

  private static ExecutorService executor(String name, RealTime urgency) {
    ThreadFactory threads = Thread.ofPlatform().name(name).daemon().factory();
    return Executors.newSingleThreadExecutor(
        task ->
            threads.newThread(
                () -> {
                  urgency.claim();
                  task.run();
                }));
  }

  /**
   * Sets everything up and tries it with a hold of no length.
   *
   * @throws IOException naming what the kernel refused and what would unlock it
   */
  public static CalibratedHolder prepare() throws IOException {
    FaultPage page = FaultPage.open();
    NetworkNamespace namespace = null;
    try {
      namespace = NetworkNamespace.create();
      CalibratedHolder holder = new CalibratedHolder(namespace, page);
      holder.hold(Duration.ZERO);
      return holder;
    } catch (IOException e) {
      page.close();
      if (namespace != null) {
        namespace.close();
      }
      throw e;
    }
  }

  /** Thread id of the holder, the same for all its holds. */
  public int thread() {
    return thread;
  }

  /**
   * Holds for this long. An interrupt ends it early and stays set; the result says how long it
   * really was.
   *
   * @param length at most {@link #LIMIT}
   */
  public Hold hold(Duration length) throws IOException {
    return begin(length).await();
  }

  /**
   * Takes the mutex and returns once it is held: until asked to let go, or until {@link #LIMIT} is
   * over.
   */
  public OpenHold begin() throws IOException {
    return begin(LIMIT);
  }

  /**
   * Takes the mutex and returns once it is held.
   *
   * @param length after which it is let go, unless asked before; at most {@link #LIMIT}
   */
  public OpenHold begin(Duration length) throws IOException {
    if (length.isNegative() || length.compareTo(LIMIT) > 0) {
      throw new IllegalArgumentException("a hold lasts from 0 to " + LIMIT + ", not " + length);
    }
    HoldInProgress progress = new HoldInProgress(page, length.toNanos());
    HoldInProgress previous = last.getAndUpdate(hold -> over(hold) ? progress : hold);
    if (!over(previous)) {
      throw new IllegalStateException("this holder holds already: end that hold first");
    }
    Runnable start = () -> holding.execute(() -> progress.ask(addresses, thread));
    observing.execute(() -> progress.observe(start));
    progress.awaitSeen();
    return new OpenHold(progress);
  }

  private static boolean over(@Nullable HoldInProgress hold) {
    return hold == null || hold.isOver();
  }

  /** Ends a hold under way and gives everything back. */
  @Override
  public void close() {
    HoldInProgress hold = last.get();
    if (hold != null) {
      hold.release();
    }
    observing.close();
    holding.close();
    addresses.close();
    page.close();
    namespace.close();
  }
}
