package io.rtnlab.microbench;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.rtnlab.probes.bpf.RecordDecoder;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Events per second that come out of the BPF programs' records, one core: what every contended
 * acquisition writes (two looks, the end of the wait, a release) over 2 MiB, which no cache next to
 * the core holds. The layout is that of native/bpf/record.h.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecoderBenchmark {
  private static final int RECORDS = 1 << 16;
  private static final int RECORD_BYTES = 32;
  private static final short[] KINDS = {1, 1, 2, 3};

  private final MemorySegment records = records();

  private static MemorySegment records() {
    MemorySegment made = Arena.ofAuto().allocate((long) RECORDS * RECORD_BYTES, Long.BYTES);
    for (int i = 0; i < RECORDS; i++) {
      long at = (long) i * RECORD_BYTES;
      made.set(JAVA_LONG_UNALIGNED, at, 1_000L * i);
      made.set(JAVA_INT_UNALIGNED, at + 8, 100 + i / KINDS.length % 16);
      made.set(JAVA_SHORT_UNALIGNED, at + 12, KINDS[i % KINDS.length]);
      made.set(JAVA_INT_UNALIGNED, at + 20, -1);
    }
    return made;
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void bpfRecords(Blackhole sink) {
    for (long at = 0; at < records.byteSize(); at += RECORD_BYTES) {
      sink.consume(RecordDecoder.decode(records, at));
    }
  }
}
