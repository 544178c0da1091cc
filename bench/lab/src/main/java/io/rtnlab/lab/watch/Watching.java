// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import io.rtnlab.lab.who.HostLooks;
import io.rtnlab.probes.task.TaskLook;
import io.rtnlab.results.By;
import io.rtnlab.results.Refused;
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
  /** While the RTNL is idle: what a look costs then is to wake this thread on an idle CPU. */
  private static final long IDLE_EVERY_NS = 50_000_000;

  private static final long HELD_EVERY_NS = 10_000_000;
  private static final long NS_PER_S = 1_000_000_000L;

  private final HostLooks host;
  private final PresentHold hold = new PresentHold();
  private final Spacing spacing = new Spacing(IDLE_EVERY_NS);
  private final Tally tally;
  private final Activity activity;
  private final long alarmNs;
  private final Alarm alarm;
  private final Reader reader;
  private final Attached attached;

  /** Number of the hold whose story is written; 0 for none. */
  private int alarmed;

  private long alarmedHeldNs;

  /** Takes what is seen. */
  public interface Reader {
    /**
     * A second is over.
     *
     * @return whether to go on: false where the output is closed
     */
    boolean second(SecondSeen seen) throws IOException;

    /** A hold lasts longer than the alarm; its story is in the file, or could not be written. */
    void alarm(@Nullable Path story, String trouble);
  }

  /**
   * Watches with looks that are open already.
   *
   * @param over a hold longer than this raises the alarm; null for none
   * @param folder where stories are written
   * @param attached to the kernel besides; stays its owner's to close
   */
  public Watching(
      HostLooks host,
      By by,
      @Nullable Duration over,
      Path folder,
      Attached attached,
      Reader reader) {
    this.host = host;
    this.tally = new Tally(host.mutex().address(), by, attached::dropper, hold, spacing);
    this.activity = new Activity(host.mutex().address(), host::handler, hold);
    this.alarmNs = over == null ? Long.MAX_VALUE : over.toNanos();
    this.alarm = new Alarm(folder);
    this.attached = attached;
    this.reader = reader;
  }

  /**
   * Looks 20 times a second, and a hundred times while the RTNL is held, until asked to stop.
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
      look();
      raise();
      long sinceNs = System.nanoTime() - beginNs;
      if (sinceNs >= nextNs) {
        nextNs = sinceNs - sinceNs % NS_PER_S + NS_PER_S;
        WhoDocument who = hold.owner() == 0 ? null : host.who(Duration.ZERO);
        WatchSecond second = tally.second(Instant.now(), who);
        alarm.record(second);
        read = reader.second(activity.end(second, tally.culprits()));
      }
      if (sinceNs >= endNs) {
        break;
      }
      long leftNs = spacing.leftNs(System.nanoTime());
      LockSupport.parkNanos(hold.owner() == 0 ? leftNs : Math.min(leftNs, HELD_EVERY_NS));
    }
    endAlarm();
    return tally.summary(attached.retries(), host.showsAllTasks());
  }

  private void look() throws IOException {
    if (host.idle()) {
      long nowNs = System.nanoTime();
      hold.addIdle(nowNs);
      tally.addIdle(nowNs);
      activity.addIdle(nowNs);
    } else {
      TaskLook look = host.look();
      hold.add(look);
      tally.add(look);
      activity.add(look);
    }
  }

  /** Once for each hold. */
  private void raise() throws IOException {
    if (alarmed != 0 && hold.number() != alarmed) {
      endAlarm();
    }
    if (alarmed != 0) {
      alarmedHeldNs = hold.lengthNs();
    } else if (hold.lengthNs() >= alarmNs) {
      alarmed = hold.number();
      alarmedHeldNs = hold.lengthNs();
      tally.countAlarm();
      HostLooks.Story seen = host.story(Duration.ZERO);
      try {
        reader.alarm(alarm.begin(seen, Instant.now(), hold.owner(), alarmedHeldNs), "");
      } catch (IOException notWritten) {
        reader.alarm(null, Refused.sentence(notWritten));
      }
    }
  }

  private void endAlarm() {
    if (alarmed == 0) {
      return;
    }
    alarmed = 0;
    try {
      alarm.end(alarmedHeldNs);
    } catch (IOException notWritten) {
      reader.alarm(null, Refused.sentence(notWritten));
    }
  }
}
