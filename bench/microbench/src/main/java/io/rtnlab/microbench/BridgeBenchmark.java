// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Requests and dumps by each bridge and by plain C, per message, route or link. */
public class BridgeBenchmark extends ImplementationBenchmark {
  private static final int UNITS = 64 * 64;

  @Param({"C", "ffm", "jni", "jna", "jnr"})
  String implementation;

  @Override
  String implementation() {
    return implementation;
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public long nothing() {
    return benchThread().perform(Work.NOTHING, UNITS);
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public long noOp() {
    return benchThread().perform(Work.NO_OP, UNITS);
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public long noOps64() {
    return benchThread().perform(Work.NO_OPS_64, UNITS);
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public long lookup() {
    return benchThread().perform(Work.LOOKUP, UNITS);
  }

  @Benchmark
  @OperationsPerInvocation(Fixture.ROUTES)
  public long routeDump() {
    return benchThread().perform(Work.ROUTE_DUMP, Fixture.ROUTES);
  }

  @Benchmark
  @OperationsPerInvocation(Fixture.ROUTES)
  public long routeRecords() {
    return benchThread().perform(Work.ROUTE_RECORDS, Fixture.ROUTES);
  }

  @Benchmark
  @OperationsPerInvocation(Fixture.LINKS)
  public long linkDump() {
    return benchThread().perform(Work.LINK_DUMP, Fixture.LINKS);
  }

  @Benchmark
  @OperationsPerInvocation(Fixture.LINKS)
  public long linkRecords() {
    return benchThread().perform(Work.LINK_RECORDS, Fixture.LINKS);
  }
}
