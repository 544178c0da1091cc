package io.rtnlab.microbench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Requests and dumps by each bridge and by plain C, per message, route or link. */
public class BridgeBenchmark extends ContenderBenchmark {
  private static final int UNITS = 64 * 64;

  @Param({"C", "ffm", "jni", "jna", "jnr"})
  String contender;

  @Override
  String contender() {
    return contender;
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
