// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** The user's share alone, per route or link: memory in, memory out, no system call. */
public class CodecBenchmark extends ImplementationBenchmark {
  private static final int UNITS = 256 * 256;

  @Param({"C", "memory"})
  String implementation;

  @Override
  String implementation() {
    return implementation;
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public long encode() {
    return benchThread().perform(Work.ENCODE, UNITS);
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public long patch() {
    return benchThread().perform(Work.PATCH, UNITS);
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public long parseRoutes() {
    return benchThread().perform(Work.PARSE_ROUTES, UNITS);
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public long parseLinks() {
    return benchThread().perform(Work.PARSE_LINKS, UNITS);
  }
}
