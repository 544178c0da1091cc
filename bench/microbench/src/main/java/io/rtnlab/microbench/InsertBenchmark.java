// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;

/** Route inserts by each bridge and by plain C, per route; taking them back is not measured. */
public class InsertBenchmark extends ImplementationBenchmark {
  private static final int ROUTES = 4096;

  @Param({"C", "ffm", "jni", "jna", "jnr"})
  String implementation;

  @Param({"INSERT_1", "INSERT_64", "INSERT_256", "INSERT_256_NEXT_HOP"})
  Work work;

  @Override
  String implementation() {
    return implementation;
  }

  @Benchmark
  @OperationsPerInvocation(ROUTES)
  public long insert() {
    return benchThread().perform(work, ROUTES);
  }

  @TearDown(Level.Invocation)
  public void undo() {
    benchThread().undo(ROUTES, work == Work.INSERT_256_NEXT_HOP);
  }
}
