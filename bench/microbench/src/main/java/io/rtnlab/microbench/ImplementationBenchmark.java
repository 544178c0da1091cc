// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the benchmarks of implementations share: a benchThread, and how long JMH measures. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class ImplementationBenchmark {
  private @Nullable BenchThread benchThread;

  /** Who does the work, by its name in {@link BenchThread}. */
  abstract String implementation();

  final BenchThread benchThread() {
    return Objects.requireNonNull(benchThread);
  }

  @Setup
  public void open() throws IOException {
    benchThread = new BenchThread(implementation());
  }

  @TearDown
  public void close() {
    benchThread().close();
  }
}
