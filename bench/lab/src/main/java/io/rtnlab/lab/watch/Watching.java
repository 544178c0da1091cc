// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import io.rtnlab.lab.who.HostLooks;
import io.rtnlab.results.By;
import io.rtnlab.results.watch.WatchSecond;
import io.rtnlab.results.watch.WatchSummary;
import io.rtnlab.results.who.WhoDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The loop of {@code rtnlab watch}. */
public final class Watching {
  private static final long LOOK_EVERY_NS = 10_000_000;
  private static final long NS_PER_S = 1_000_000_000L;

  private final HostLooks host;
  private final Tally tally;
  private final long alarmNs;
  private final Alarm alarm;
  private final Reader reader;
  private int alarmed;

  /** Takes what is seen. */
  public interface Reader {
    /**
     * A second is over.
     *
     * @return whether to go on: false where the output is closed
     */
    boolean second(WatchSecond second) throws IOException;

    /** A hold lasts longer than the alarm; its story is in the file, or could not be written. */
    void alarm(@Nullable Path story, String trouble);
  }

  /**
   * Watches with looks that are open already.
   *
   * @param over a hold longer than this raises the alarm; null for none
   * @param folder where stories are written
   */
  public Watching(HostLooks host, By by, @Nullable Duration over, Path folder, Reader reader) {
    this.host = host;
    this.tally = new Tally(host.mutex().address(), by);
    this.alarmNs = over == null ? Long.MAX_VALUE : over.toNanos();
    this.alarm = new Alarm(folder);
    this.reader = reader;
  }

  /**
   * Looks a hundred times a second until asked to stop.
   *
   * @param atMost no longer than this; null for ever
   * @param stopped asked after each look
   */
  public WatchSummary watch(@Nullable Duration atMost, BooleanSupplier stopped) throws IOException {
    long beginNs = System.nanoTime();
    long endNs = atMost == null ? Long.MAX_VALUE : atMost.toNanos();
    long nextNs = NS_PER_S;
    boolean read = true;
    while (read && !stopped.getAsBoolean()) {
      tally.add(host.look());
      raise();
      long sinceNs = System.nanoTime() - beginNs;
      if (sinceNs >= nextNs) {
        nextNs = sinceNs - sinceNs % NS_PER_S + NS_PER_S;
        WhoDocument who = tally.owner() == 0 ? null : host.who(Duration.ZERO);
        WatchSecond second = tally.second(Instant.now(), who);
        alarm.record(second);
        read = reader.second(second);
      }
      if (sinceNs >= endNs) {
        break;
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
    return tally.summary();
  }

  /** Once for each hold. */
  private void raise() throws IOException {
    if (tally.heldForNs() < alarmNs) {
      alarmed = tally.owner() == alarmed ? alarmed : 0;
      return;
    }
    if (alarmed == tally.owner()) {
      return;
    }
    alarmed = tally.owner();
    tally.countAlarm();
    WhoDocument who = host.who(Duration.ZERO);
    try {
      reader.alarm(alarm.write(who, Instant.now(), alarmed), "");
    } catch (IOException notWritten) {
      reader.alarm(null, String.valueOf(notWritten.getMessage()));
    }
  }
}
