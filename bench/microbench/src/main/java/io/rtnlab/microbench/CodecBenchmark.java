package io.rtnlab.microbench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** The user's share alone, per route or link: memory in, memory out, no system call. */
public class CodecBenchmark extends ContenderBenchmark {
  private static final int UNITS = 256 * 256;

  @Param({"C", "memory"})
  String contender;

  @Override
  String contender() {
    return contender;
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
