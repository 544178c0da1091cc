// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups of workers with mixes and paces of their own. */
class GroupTest {
  private static final Group DAEMON = new Group("daemon", mix("a", 3), 2, new Pacing.ClosedLoop());
  private static final Group AGENT = new Group("agent", mix("b", 1), 1, new Pacing.FixedRate(1000));

  @Test
  void workersAreNumberedThroughTheGroups() {
    RunPlan plan = plan(new Limit.Requests(10), DAEMON, AGENT);
    assertEquals(3, plan.workers());
    assertEquals(DAEMON, plan.group(0));
    assertEquals(DAEMON, plan.group(1));
    assertEquals(AGENT, plan.group(2));
    assertEquals("a=3,b=1", plan.mix().toString());
  }

  @Test
  void closedGroupsShareTheRequestsAndOpenOnesGoOnUntilThen() {
    RunPlan plan = plan(new Limit.Requests(11), DAEMON, AGENT);
    assertEquals(6, plan.requestsOf(0));
    assertEquals(5, plan.requestsOf(1));
    assertEquals(Long.MAX_VALUE, plan.requestsOf(2));
  }

  @Test
  void openGroupsAloneShareTheRequests() {
    RunPlan plan = plan(new Limit.Requests(4), AGENT, AGENT);
    assertEquals(2, plan.requestsOf(0));
    assertEquals(0, plan.endingWorkers());
  }

  @Test
  void aGroupFiresItsOwnMixAlone() throws Exception {
    FakeOperations source = new FakeOperations();
    RunPlan plan = plan(new Limit.Requests(2000), DAEMON, AGENT);
    RunResult result;
    try (Engine engine =
        new Engine(plan, source::create, WorkerHooks.NONE, worker -> SpanSink.NONE)) {
      engine.prepare();
      engine.begin();
      result = engine.await();
    }
    assertEquals(List.of("a 0", "a 1", "b 2"), source.made());
    assertEquals(2000, result.results().getFirst().measured().requests());
    assertInstanceOf(Latency.Service.class, result.results().getFirst().latency());
    assertInstanceOf(Latency.ServiceAndResponse.class, result.results().get(1).latency());
    assertTrue(!result.stopped());
  }

  @Test
  void tooManyWorkersInAllAreRefused() {
    Group half = new Group("half", mix("a", 1), 600, new Pacing.ClosedLoop());
    assertThrows(IllegalArgumentException.class, () -> plan(new Limit.Requests(1), half, half));
  }

  private static RunPlan plan(Limit limit, Group... groups) {
    return new RunPlan(List.of(groups), WarmUp.NONE, limit, 1);
  }

  private static Mix mix(String operation, int weight) {
    return new Mix(List.of(new Mix.Entry(operation, weight)));
  }

  /** Operations that do nothing, and who asked for which. */
  private static final class FakeOperations {
    private final List<String> made = new ArrayList<>();

    List<String> made() {
      return made;
    }

    Operation create(String name, int worker) {
      made.add(name + " " + worker);
      return new Operation() {
        @Override
        public String name() {
          return name;
        }

        @Override
        public int execute() {
          return 0;
        }

        @Override
        public long systemCallNs() {
          return 0;
        }
      };
    }
  }
}
