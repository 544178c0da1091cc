// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowRateTest {
  /** Gaps longer than the clock's range overflowed, and counted requests without end. */
  @Test
  void aRateNextToNothingStillEnds() {
    RunPlan plan =
        new RunPlan(
            Mix.parse("null=1", List.of("null")),
            2,
            new Pacing.FixedRate(1e-300),
            Duration.ZERO,
            new Limit.Lasting(Duration.ofMillis(50)),
            1);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          try (Engine engine =
              new Engine(
                  plan, (_, _) -> new NullOperation(), WorkerHooks.NONE, _ -> SpanSink.NONE)) {
            engine.prepare();
            engine.begin();
            assertTrue(engine.await().results().getFirst().measured().requests() <= 1);
          }
        });
  }
}
