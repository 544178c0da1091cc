// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.page.TextPage;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import io.rtnlab.results.who.WhoDocument;
import io.rtnlab.results.who.WhoTask;
import io.rtnlab.results.who.WhoWaiter;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmSectionsTest {
  private static final WhoTask HOLDER =
      new WhoTask(
          7,
          7,
          "ip<b>",
          "dev_ifconf",
          "asleep in handle_userfault",
          "rtnl_mutex",
          null,
          600_000_000L,
          "/user.slice",
          null);
  private static final AlarmDocument ALARM =
      new AlarmDocument(
          "2026-01-01T10:00:00Z",
          640_000_000L,
          true,
          new WhoDocument(
              WhoDocument.HELD,
              600_000_000L,
              600_000_000L,
              HOLDER,
              List.of(HOLDER),
              List.of(),
              List.of("two looks agree"),
              "rtnl_mutex",
              2),
          List.of(new AlarmDocument.TaskStack(7, "ip<b>", List.of("schedule", "handle_userfault"))),
          List.of(new WhoWaiter(9, "dockerd", "rtnl_newlink", 500_000_000L, "/docker")),
          List.of(
              new WatchSecond(
                  "2026-01-01T09:59:59Z", "idle", 50, 5, 0, 40_000_000L, 2, 30_000_000L, 0, null)));

  @Test
  void theStoryBeginsWithTheAnswer() {
    assertEquals(
        """
        RTNL held >= 600 ms; no thread asleep for it
        root    ip<b>[7], the holder itself
        holder  ip<b>[7] asleep in handle_userfault in dev_ifconf
        pods    holder user.slice
        sure    two looks agree
        length  over; held >= 640 ms
        when    2026-01-01T10:00:00Z

        the holder, and whom it waits for
        task      state                    in          has         at least  cgroup
        ip<b>[7]  asleep in                dev_ifconf  rtnl_mutex    600 ms  /user.slice
                   handle_userfault

        where ip<b>[7] was
        function, innermost first
        schedule
        handle_userfault

        all who waited
        waiter      in            at least  cgroup
        dockerd[9]  rtnl_newlink    500 ms  /docker

        the seconds before
        time                  state  held in looks  longest  waiters  oldest wait
        2026-01-01T09:59:59Z  idle        5 (10 %)  40.0 ms        2      30.0 ms
        """,
        new TextFormat(TextStyle.PLAIN).render(AlarmSections.of(ALARM)));
  }

  @Test
  void whatIsMissingIsSaid() {
    AlarmDocument empty =
        new AlarmDocument("", 1, false, ALARM.who(), List.of(), List.of(), List.of());
    String text = new TextFormat(TextStyle.PLAIN).render(AlarmSections.of(empty));
    assertTrue(text.contains("No thread was seen asleep for it."), text);
    assertTrue(text.contains("The watch had just begun."), text);
    assertTrue(text.contains("lasts still; held >= "), text);
  }

  @Test
  void aForeignNameIsTextOnThePage() throws IOException {
    String page = TextPage.of("rtnlab watch --alarm", AlarmSections.of(ALARM));
    assertTrue(page.contains("ip&lt;b&gt;"));
    assertFalse(page.contains("ip<b>"));
  }
}
