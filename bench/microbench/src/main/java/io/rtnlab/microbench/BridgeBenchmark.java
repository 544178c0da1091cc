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

/** Requests and dumps by each bridge and by plain C, per message, route or link. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BridgeBenchmark {
  private static final int UNITS = 64 * 64;

  @Param({"C", "ffm", "jni", "jna", "jnr"})
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
  public long nothing() {
    return workshop().perform(Work.NOTHING, UNITS);
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public long noOp() {
    return workshop().perform(Work.NO_OP, UNITS);
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public long noOps64() {
    return workshop().perform(Work.NO_OPS_64, UNITS);
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public long lookup() {
    return workshop().perform(Work.LOOKUP, UNITS);
  }

  @Benchmark
  @OperationsPerInvocation(Scene.ROUTES)
  public long routeDump() {
    return workshop().perform(Work.ROUTE_DUMP, Scene.ROUTES);
  }

  @Benchmark
  @OperationsPerInvocation(Scene.ROUTES)
  public long routeRecords() {
    return workshop().perform(Work.ROUTE_RECORDS, Scene.ROUTES);
  }

  @Benchmark
  @OperationsPerInvocation(Scene.LINKS)
  public long linkDump() {
    return workshop().perform(Work.LINK_DUMP, Scene.LINKS);
  }

  @Benchmark
  @OperationsPerInvocation(Scene.LINKS)
  public long linkRecords() {
    return workshop().perform(Work.LINK_RECORDS, Scene.LINKS);
  }
}
