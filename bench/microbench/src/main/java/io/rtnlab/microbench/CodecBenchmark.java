package io.rtnlab.microbench;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The user's share alone, per route or link: memory in, memory out, no system call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
  private static final int UNITS = 256 * 256;

  @Param({"C", "memory"})
  String contender;

  private @Nullable Workshop workshop;

  @Setup
  public void open() throws IOException {
    workshop = new Workshop(contender);
  }

  @TearDown
  public void close() {
    workshop().close();
  }

  private Workshop workshop() {
    return Objects.requireNonNull(workshop);
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public long encode() {
    return workshop().perform(Work.ENCODE, UNITS);
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public long patch() {
    return workshop().perform(Work.PATCH, UNITS);
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public long parseRoutes() {
    return workshop().perform(Work.PARSE_ROUTES, UNITS);
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public long parseLinks() {
    return workshop().perform(Work.PARSE_LINKS, UNITS);
  }
}
