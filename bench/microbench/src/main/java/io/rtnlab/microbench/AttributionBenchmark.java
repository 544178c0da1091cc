// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.probes.attribution.Attribution;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.probes.ledger.Ledger;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time per event of a stream that is made as it is read: eight threads that queue for the mutex in
 * turn, each inside a request. Ten million events are ten invocations.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx64m", "-XX:+UseSerialGC"})
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class AttributionBenchmark {
  private static final int EVENTS = 1_000_000;
  private static final int EVENTS_PER_TURN = 5;
  private static final int THREADS = 8;

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public Ledger attributeEvents() {
    Attribution attribution = new Attribution(List.of("a", "b"), ProbeCapabilities.CONTENTION);
    long timeNs = 0;
    for (int turn = 0; turn < EVENTS / EVENTS_PER_TURN; turn++) {
      int thread = 100 + turn % THREADS;
      int owner = 100 + (turn + 1) % THREADS;
      attribution.accept(new LockEvent.RequestBegin(timeNs += 100, thread, turn & 1));
      attribution.accept(new LockEvent.WaitBegin(timeNs += 100, thread, owner, false, -1));
      attribution.accept(new LockEvent.WaitBegin(timeNs += 100, thread, owner, true, -1));
      attribution.accept(new LockEvent.Acquired(timeNs += 4000, thread, true, 0));
      attribution.accept(new LockEvent.RequestEnd(timeNs += 500, thread, turn & 1, 0, 4700));
    }
    return attribution.ledger();
  }
}
