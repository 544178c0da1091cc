// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.probes.audit.SampleSink;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.hold.Hold;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BpfAuditSamplerTest {
  private static final Duration LENGTH = Duration.ofMillis(100);

  private record Sample(long timeNs, int owner, long lateNs, boolean inInterrupt) {}

  private static BpfAuditSampler sampler(long mutex) {
    try {
      return BpfAuditSampler.open(mutex, BpfAuditSampler.gap());
    } catch (IOException refused) {
      assumeTrue(false, "needs bpf_timer: " + refused.getMessage());
      throw new AssertionError(refused);
    }
  }

  @Test
  void everySampleDuringAPlantedHoldNamesTheHolder() throws IOException {
    long mutex = Needs.mutex();
    List<Sample> samples = new ArrayList<>();
    SampleSink sink =
        (timeNs, owner, lateNs, inInterrupt) ->
            samples.add(new Sample(timeNs, owner, lateNs, inInterrupt));
    Hold hold;
    try (CalibratedHolder holder = Needs.holder();
        BpfAuditSampler sampler = sampler(mutex)) {
      hold = holder.hold(LENGTH);
      int _ = sampler.poll(sink);
      assertEquals(0, sampler.lost());
    }
    List<Sample> during =
        samples.stream()
            .filter(s -> s.timeNs >= hold.begunNs() && s.timeNs <= hold.endedNs())
            .toList();
    assertTrue(during.size() >= 10, () -> "some hundred were due: " + during);
    during.forEach(sample -> assertEquals(hold.thread(), sample.owner));
    long gaps =
        during.stream()
            .mapToLong(Sample::timeNs)
            .map(timeNs -> timeNs / 100_000)
            .distinct()
            .count();
    assertTrue(gaps > during.size() / 2, "the times do not scatter: " + during);
  }

  @Test
  void anOwnerThatDoesNotRunWithTheMutexYetIsNoOwner() {
    List<Sample> samples = new ArrayList<>();
    long[] words = {77, 42 | 64L << 32 | 5L << 48, 1_234 | 1L << 32};
    BpfAuditSampler.decode(
        words,
        0,
        (timeNs, owner, lateNs, in) -> samples.add(new Sample(timeNs, owner, lateNs, in)));
    assertEquals(List.of(new Sample(77, SampleSink.NO_OWNER, 1_234, true)), samples);
  }

  @Test
  void theOwnerAndItsChangeAreDecoded() {
    List<Integer> owners = new ArrayList<>();
    SampleSink sink = (_, owner, _, _) -> owners.add(owner);
    BpfAuditSampler.decode(new long[] {1, 42 | 64L << 32 | 1L << 48, 0}, 0, sink);
    BpfAuditSampler.decode(new long[] {1, 0xFFFF_FFFEL | 64L << 32, 0}, 0, sink);
    assertEquals(List.of(42, SampleSink.OWNER_CHANGED), owners);
  }

  @Test
  void aRecordOfAnotherProgramIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> BpfAuditSampler.decode(new long[] {1, 9L << 32, 0}, 0, (_, _, _, _) -> {}));
  }
}
