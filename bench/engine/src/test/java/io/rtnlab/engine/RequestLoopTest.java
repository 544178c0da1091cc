// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import static io.rtnlab.engine.Near.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RequestLoopTest {
  private static final long MS = 1_000_000;
  private static final long FOR_EVER = Long.MAX_VALUE;

  private final FakeClock clock = new FakeClock();
  private final StopSignal stop = new StopSignal();
  private final ScriptedOperation operation = new ScriptedOperation("work", clock);

  @Test
  void stallShowsInResponseTimeAndNotInServiceTime() {
    // 1,000 requests, 1 ms apart; number 100 is kept from starting by 500 ms of nothing.
    Operation stalling =
        new ScriptedOperation("work", clock) {
          @Override
          public List<FollowUp> followUps() {
            return List.of(new StallOnce(() -> executed == 100));
          }
        };
    RequestLoop loop = loop(stalling);
    Responses responses = new Responses(1);
    Schedule everyMs = new Pacing.FixedRate(1000).schedule(0, 1, 1);

    loop.open(Phase.MEASURED, everyMs, clock.nowNs(), FOR_EVER, 1000, responses);

    Histogram serviceNs = loop.measured(0).serviceNs();
    Histogram responseNs = responses.responseNs(0);
    assertEquals(1000, serviceNs.getTotalCount());
    assertEquals(1000, responseNs.getTotalCount());
    assertNear(ScriptedOperation.DEFAULT_NS, serviceNs.getMaxValue(), 1);
    // The first request behind the stall waited all of it less the millisecond until its own turn.
    assertNear(499 * MS, responseNs.getMaxValue(), MS);
    // And the stall is counted for each of the 500 requests that it kept from starting.
    assertNear(499, responseNs.getCountBetweenValues(MS, 500 * MS), 2);
  }

  @Test
  void stallInsideARequestShowsInBoth() {
    operation.taking(500 * MS);
    RequestLoop loop = loop(operation);
    Responses responses = new Responses(1);
    Schedule everyMs = new Pacing.FixedRate(1000).schedule(0, 1, 1);
    loop.open(Phase.MEASURED, everyMs, clock.nowNs(), FOR_EVER, 1000, responses);
    assertNear(500 * MS, loop.measured(0).serviceNs().getMaxValue(), MS);
    assertEquals(1, loop.measured(0).serviceNs().getCountBetweenValues(MS, 600 * MS));
    assertNear(500, responses.responseNs(0).getCountBetweenValues(MS, 600 * MS), 2);
  }

  @Test
  void closedLoopFiresTheNumberAsked() {
    RequestLoop loop = loop(operation);
    loop.closed(Phase.MEASURED, FOR_EVER, 123);
    assertEquals(123, operation.executed);
    Tally tally = loop.measured(0).tally();
    assertEquals(new Tally(123, 1230, null, 123_000, 73_800, new TreeMap<>()), tally);
  }

  @Test
  void closedLoopStartsNothingAfterItsEnd() {
    RequestLoop loop = loop(operation);
    loop.closed(Phase.MEASURED, clock.nowNs() + 10_500, FOR_EVER);
    assertEquals(11, operation.executed);
  }

  @Test
  void warmUpStaysOutOfThePercentiles() {
    operation.taking(9 * MS);
    RequestLoop loop = loop(operation);
    loop.closed(Phase.WARM_UP, FOR_EVER, 5);
    loop.closed(Phase.MEASURED, FOR_EVER, 7);
    assertEquals(5, loop.counts(Phase.WARM_UP, 0).requests());
    assertEquals(7, loop.counts(Phase.MEASURED, 0).requests());
    assertNear(ScriptedOperation.DEFAULT_NS, loop.measured(0).serviceNs().getMaxValue(), 1);
  }

  @Test
  void errorsAreCountedByErrno() {
    operation.answering(-17).answering(0).answering(-17).answering(-524).answering(5);
    RequestLoop loop = loop(operation);
    loop.closed(Phase.MEASURED, FOR_EVER, 6);
    Tally tally = loop.measured(0).tally();
    assertEquals(Map.of(17, 2L, 524, 1L, Tally.UNKNOWN_ERRNO, 1L), tally.errors());
    assertEquals(4, tally.failures());
    assertEquals(4, loop.measured(0).failures());
    assertEquals(6, tally.requests());
  }

  @Test
  void followUpIsFiredWhenDueUnderItsOwnNameAndAllOfItIsTakenBack() {
    Piling piling = new Piling(clock, 3);
    SpanLog log = new SpanLog(Labels.of(List.of(piling)).spans());
    RequestLoop loop = loop(piling, log);
    loop.closed(Phase.WARM_UP, FOR_EVER, 1);
    loop.closed(Phase.MEASURED, FOR_EVER, 9);
    assertEquals(3, piling.live);
    loop.cleanUp();
    assertEquals(0, piling.live);
    assertEquals(7, loop.counts(Phase.MEASURED, 1).requests());
    assertEquals(3, loop.counts(Phase.CLEAN_UP, 1).requests());
    assertEquals("begin insert (warm-up) at 1000000000", log.lines.get(0));
    assertEquals("end insert (warm-up) at 1000001000 = 0, calls 600", log.lines.get(1));
    assertEquals("begin insert at 1000001000", log.lines.get(2));
    assertEquals(
        "end delete (clean-up) at 1000020000 = 0, calls 600", log.lines.get(log.lines.size() - 1));
    assertEquals(2 * (10 + 10), log.lines.size());
  }

  @Test
  void requestsWhoseTimeHadComeButWhichNeverStartedAreCounted() {
    // 1 ms apart but each takes 4 ms: in 100 ms 25 start, and 100 had their time.
    for (int n = 0; n < 100; n++) {
      operation.taking(4 * MS);
    }
    RequestLoop loop = loop(operation);
    Responses responses = new Responses(1);
    Schedule everyMs = new Pacing.FixedRate(1000).schedule(0, 1, 1);
    loop.open(
        Phase.MEASURED, everyMs, clock.nowNs(), clock.nowNs() + 100 * MS, FOR_EVER, responses);
    assertEquals(25, operation.executed);
    assertEquals(75, responses.unsent());
  }

  @Test
  void anOpenLoopThatKeepsUpLeavesNothingUnsent() {
    RequestLoop loop = loop(operation);
    Responses responses = new Responses(1);
    Schedule everyMs = new Pacing.FixedRate(1000).schedule(0, 1, 1);
    loop.open(
        Phase.MEASURED, everyMs, clock.nowNs(), clock.nowNs() + 100 * MS, FOR_EVER, responses);
    assertEquals(100, operation.executed);
    assertEquals(0, responses.unsent());
    assertEquals(0, responses.wakeUpLateNs().getMaxValue());
  }

  @Test
  void stopEndsBothLoops() {
    stop.request();
    RequestLoop loop = loop(operation);
    loop.closed(Phase.MEASURED, FOR_EVER, FOR_EVER);
    loop.open(Phase.MEASURED, n -> n, clock.nowNs(), FOR_EVER, FOR_EVER, new Responses(1));
    assertEquals(0, operation.executed);
  }

  private RequestLoop loop(Operation only) {
    return loop(only, SpanSink.NONE);
  }

  private RequestLoop loop(Operation only, SpanSink sink) {
    Mix.Picker picker = new Mix(List.of(new Mix.Entry(only.name(), 1))).picker(1);
    return new RequestLoop(List.of(only), Labels.of(List.of(only)), picker, sink, clock, stop);
  }

  /** Time that passes between two requests. */
  private final class StallOnce implements Operation.FollowUp {
    private final BooleanSupplier when;

    StallOnce(BooleanSupplier when) {
      this.when = when;
    }

    @Override
    public boolean due() {
      return when.getAsBoolean();
    }

    @Override
    public String name() {
      return "stall";
    }

    @Override
    public int execute() {
      clock.pass(500 * MS);
      return 0;
    }

    @Override
    public long systemCallNs() {
      return 0;
    }
  }

  /** Inserts one at a time and lets at most so many live. */
  private static final class Piling extends ScriptedOperation {
    private final FakeClock clock;
    private final int most;
    int live;

    Piling(FakeClock clock, int most) {
      super("insert", clock);
      this.clock = clock;
      this.most = most;
    }

    @Override
    public int execute() {
      live++;
      return super.execute();
    }

    @Override
    public List<FollowUp> followUps() {
      return List.of(new Delete());
    }

    private final class Delete extends ScriptedOperation implements FollowUp {
      Delete() {
        super("delete", Piling.this.clock);
      }

      @Override
      public boolean due() {
        return live > most;
      }

      @Override
      public boolean pending() {
        return live > 0;
      }

      @Override
      public int execute() {
        live--;
        return super.execute();
      }

      @Override
      public List<FollowUp> followUps() {
        return List.of();
      }
    }
  }
}
