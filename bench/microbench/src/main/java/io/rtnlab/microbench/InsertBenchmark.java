package io.rtnlab.microbench;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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

/** Route inserts by each bridge and by plain C, per route; taking them back is not measured. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class InsertBenchmark {
  private static final int ROUTES = 4096;

  @Param({"C", "ffm", "jni", "jna", "jnr"})
  String contender;

  @Param({"INSERT_1", "INSERT_64", "INSERT_256", "INSERT_256_NEXT_HOP"})
  Work work;

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
  @OperationsPerInvocation(ROUTES)
  public long insert() {
    return workshop().perform(work, ROUTES);
  }

  @TearDown(Level.Invocation)
  public void undo() {
    workshop().undo(ROUTES, work == Work.INSERT_256_NEXT_HOP);
  }
}
