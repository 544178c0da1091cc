// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SpanRingTest {

  private static int drain(SpanReader reader, SpanSink sink) {
    int count = 0;
    for (reader.look(); reader.nextNs() != SpanReader.NOTHING; count++) {
      reader.pass(sink);
    }
    reader.giveBack();
    return count;
  }

  @Test
  void handsOverWhatWasPutInOrderAndOnce() {
    SpanRing ring = new SpanRing(8);
    SpanReader reader = ring.reader();
    ring.begin(10, 3);
    ring.end(20, 3, -17, 7);
    ring.begin(30, 4);
    SpanLog log = new SpanLog(List.of("a", "b", "c", "d", "e"));
    assertEquals(3, drain(reader, log));
    assertEquals(
        List.of("begin d at 10", "end d at 20 = -17, calls 7", "begin e at 30"), log.lines);
    assertEquals(0, drain(reader, log));
  }

  @Test
  void dropsWholeRequestsWhenFullAndCountsThem() {
    SpanRing ring = new SpanRing(4);
    SpanReader reader = ring.reader();
    for (int n = 0; n < 5; n++) {
      ring.begin(n, 0);
      ring.end(n, 0, 0, 0);
    }
    SpanLog log = new SpanLog(List.of("a"));
    assertEquals(4, drain(reader, log));
    assertEquals(3, ring.dropped());
    ring.begin(9, 0);
    ring.end(9, 0, 0, 0);
    assertEquals(2, drain(reader, log));
    assertEquals("begin a at 9", log.lines.get(4));
  }

  @Test
  void roomForTheEndIsKeptWithTheBegin() {
    SpanRing ring = new SpanRing(4);
    SpanReader reader = ring.reader();
    ring.begin(1, 0);
    ring.end(1, 0, 0, 0);
    SpanLog log = new SpanLog(List.of("a"));
    ring.begin(2, 0);
    ring.end(2, 0, 0, 0);
    ring.begin(3, 0);
    assertEquals(4, drain(reader, log));
    ring.end(3, 0, 0, 0);
    assertEquals(0, drain(reader, log));
    assertEquals(1, ring.dropped());
  }

  @Test
  void whatWasPassedIsKeptUntilItIsGivenBack() {
    SpanRing ring = new SpanRing(2);
    SpanReader reader = ring.reader();
    assertEquals(-1, reader.lastNs(-1));
    ring.begin(1, 0);
    ring.end(2, 0, 0, 0);
    reader.look();
    assertEquals(1, reader.nextNs());
    assertEquals(2, reader.lastNs(-1));
    reader.pass(SpanSink.NONE);
    reader.pass(SpanSink.NONE);
    ring.begin(3, 0);
    ring.end(3, 0, 0, 0);
    assertEquals(1, ring.dropped());
    reader.giveBack();
    ring.begin(4, 0);
    assertEquals(SpanReader.NOTHING, reader.nextNs());
    reader.look();
    assertEquals(4, reader.nextNs());
    assertEquals(1, ring.dropped());
  }

  @Test
  void refusesSizesThatHoldNoRequest() {
    assertThrows(IllegalArgumentException.class, () -> new SpanRing(1));
  }

  @Test
  @Timeout(60)
  void oneThreadWritesWhileAnotherReads() throws InterruptedException {
    int requests = 200_000;
    SpanRing ring = new SpanRing(256);
    SpanReader reader = ring.reader();
    Thread worker =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int n = 1; n <= requests; n++) {
                    ring.begin(n, n & 0xff);
                    ring.end(n, n & 0xff, -n, n * 3L);
                  }
                });
    PairCheck check = new PairCheck();
    while (worker.isAlive()) {
      drain(reader, check);
    }
    worker.join();
    drain(reader, check);
    assertEquals(requests, check.pairs + ring.dropped());
    assertEquals(0, check.wrong);
  }

  /** Every end belongs to the begin before it, and time never goes back. */
  private static final class PairCheck implements SpanSink {
    long pairs;
    long wrong;
    private long openNs;
    private long lastNs;

    @Override
    public void begin(long timeNs, int span) {
      wrong += timeNs <= lastNs || openNs != 0 || span != (timeNs & 0xff) ? 1 : 0;
      openNs = timeNs;
      lastNs = timeNs;
    }

    @Override
    public void end(long timeNs, int span, int result, long systemCallNs) {
      wrong += timeNs != openNs || result != -timeNs || systemCallNs != 3 * timeNs ? 1 : 0;
      openNs = 0;
      pairs++;
    }
  }
}
