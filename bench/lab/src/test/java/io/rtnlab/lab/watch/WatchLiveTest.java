// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.lab.who.HostLooks;
import io.rtnlab.probes.Availability;
import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.hold.OpenHold;
import io.rtnlab.results.By;
import io.rtnlab.results.Json;
import io.rtnlab.results.watch.AlarmDocument;
import io.rtnlab.results.watch.WatchSecond;
import io.rtnlab.results.watch.WatchSummary;
import io.rtnlab.results.watch.WatchText;
import io.rtnlab.results.who.WhoDocument;
import io.rtnlab.results.who.WhoTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the live kernel, against a hold that is planted. */
class WatchLiveTest {
  @BeforeEach
  void prepare() {
    if (new BpfProbe().check() instanceof Availability.Unavailable(String why, String remedy)) {
      assumeTrue(false, "needs bpf: " + why + "; " + remedy);
    }
  }

  private static final class Kept implements Watching.Reader {
    private final List<WatchSecond> seconds = new ArrayList<>();
    private final List<Path> stories = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();

    @Override
    public boolean second(SecondSeen seen) {
      seconds.add(seen.second());
      return seconds.size() < 2;
    }

    @Override
    public void alarm(@Nullable Path story, String trouble) {
      if (story == null) {
        troubles.add(trouble);
      } else {
        stories.add(story);
      }
    }
  }

  @Test
  void eachSecondOfALongHoldNamesItsHolderAndTheAlarmShowsItOnce(@TempDir Path folder)
      throws Exception {
    Kept kept = new Kept();
    try (HostLooks host = HostLooks.open();
        CalibratedHolder holder = holder();
        OpenHold _ = holder.begin()) {
      WatchSummary summary =
          new Watching(host, By.ROOT, Duration.ofMillis(300), folder, Attached.nothing(), kept)
              .watch(null, () -> false);
      assumeTrue(
          kept.seconds.stream().allMatch(second -> second.state().equals(WhoDocument.HELD)),
          "the planted hold ended by itself");
      for (WatchSecond second : kept.seconds) {
        WhoDocument who = second.who();
        WhoTask root = who == null ? null : who.root();
        assertEquals(holder.thread(), root == null ? 0 : root.pid());
        assertTrue(second.text().contains("dev_ifconf"), second::text);
      }
      assertEquals(1, summary.events().alarms());
    }
    assertEquals(1, kept.stories.size());
    String story = Files.readString(kept.stories.getFirst());
    assertTrue(story.startsWith("RTNL held"), story);
    assertTrue(story.contains("handle_userfault"), "the holder's stack: " + story);
    assertTrue(story.contains("length  over; held >= "), story);
    AlarmDocument alarm =
        Json.read(AlarmDocument.class, Files.readString(other(kept.stories.getFirst(), ".json")));
    assertTrue(alarm.ended());
    assertTrue(Files.readString(other(kept.stories.getFirst(), ".html")).contains("<h1>RTNL held"));
  }

  @Test
  void anAlarmThatCannotBeWrittenIsSaidAndWatchingGoesOn(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    Kept kept = new Kept();
    try (HostLooks host = HostLooks.open();
        CalibratedHolder holder = holder();
        OpenHold _ = holder.begin()) {
      new Watching(host, By.HOLDER, Duration.ofMillis(100), file, Attached.nothing(), kept)
          .watch(Duration.ofMillis(500), () -> false);
    }
    assertEquals(1, kept.troubles.size());
  }

  @Test
  void theSummaryAnswersAndSaysWhatItCannotSee(@TempDir Path folder) throws Exception {
    try (HostLooks host = HostLooks.open()) {
      String text =
          WatchText.of(
              new Watching(host, By.HOLDER, null, folder, Attached.nothing(), new Kept())
                  .watch(Duration.ofMillis(300), () -> false));
      assertTrue(text.contains("the RTNL was held in"), text);
      assertTrue(text.contains("cannot see:"), text);
      assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
    }
  }

  private static Path other(Path text, String ending) {
    return text.resolveSibling(text.getFileName().toString().replace(".txt", ending));
  }

  private static CalibratedHolder holder() {
    try {
      return CalibratedHolder.prepare();
    } catch (IOException e) {
      assumeTrue(false, "needs userfaultfd: " + e.getMessage());
      throw new AssertionError(e);
    }
  }
}
