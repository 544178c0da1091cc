// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.engine.Engine;
import io.rtnlab.engine.Limit;
import io.rtnlab.engine.Mix;
import io.rtnlab.engine.NullOperation;
import io.rtnlab.engine.Pacing;
import io.rtnlab.engine.RunPlan;
import io.rtnlab.engine.RunResult;
import io.rtnlab.engine.SpanSink;
import io.rtnlab.engine.WorkerException;
import io.rtnlab.engine.WorkerHooks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** What the load engine itself costs for each request: the floor under every measurement. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class HarnessFloorBenchmark {
  private static final int REQUESTS = 1_000_000;

  /** Starting and ending a run is in it, spread over a million requests. */
  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public RunResult requestsThatDoNothing() throws InterruptedException, WorkerException {
    RunPlan plan =
        new RunPlan(
            new Mix(List.of(new Mix.Entry(NullOperation.NAME, 1))),
            1,
            new Pacing.ClosedLoop(),
            Duration.ZERO,
            new Limit.Requests(REQUESTS),
            1);
    try (Engine engine =
        new Engine(
            plan,
            (name, worker) -> new NullOperation(),
            WorkerHooks.NONE,
            worker -> SpanSink.NONE)) {
      engine.prepare();
      engine.begin();
      return engine.await();
    }
  }
}
