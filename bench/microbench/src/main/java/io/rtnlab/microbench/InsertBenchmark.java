package io.rtnlab.microbench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;

/** Route inserts by each bridge and by plain C, per route; taking them back is not measured. */
public class InsertBenchmark extends ContenderBenchmark {
  private static final int ROUTES = 4096;

  @Param({"C", "ffm", "jni", "jna", "jnr"})
  String contender;

  @Param({"INSERT_1", "INSERT_64", "INSERT_256", "INSERT_256_NEXT_HOP"})
  Work work;

  @Override
  String contender() {
    return contender;
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
