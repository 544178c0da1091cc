// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.event.LockEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventMergerTest {
  private final List<LockEvent> out = new ArrayList<>();

  private static LockEvent at(long timeNs, int thread) {
    return new LockEvent.Released(timeNs, thread, -1);
  }

  private List<Long> times() {
    return out.stream().map(LockEvent::timeNs).toList();
  }

  @Test
  void mergesInTimeOrderUpToTheWatermark() {
    EventMerger merger = new EventMerger(10, 100, out::add);
    EventSource a = merger.source();
    EventSource b = merger.source();
    a.accept(at(1, 1));
    a.accept(at(5, 1));
    a.accept(at(20, 1));
    b.accept(at(2, 2));
    b.accept(at(6, 2));
    assertEquals(3, merger.advance(15));
    assertEquals(List.of(1L, 2L, 5L), times());
    b.accept(at(7, 2));
    merger.flush();
    assertEquals(List.of(1L, 2L, 5L, 6L, 7L, 20L), times());
    assertEquals(0, merger.statistics().late());
    assertEquals(0, merger.statistics().waiting());
  }

  @Test
  void whatEverySourceHasPassedNeedNotWait() {
    long ms = EventMerger.MARGIN_NS;
    EventMerger merger = new EventMerger(1000 * ms, 100, out::add);
    InOrder a = merger.add(new InOrder());
    InOrder b = merger.add(new InOrder());
    a.events.add(at(10 * ms, 1));
    a.events.add(at(30 * ms, 1));
    assertEquals(0, merger.advance(40 * ms)); // b may still deliver any time
    b.events.add(at(20 * ms, 2));
    b.events.add(at(25 * ms, 2));
    assertEquals(2, merger.advance(40 * ms));
    assertEquals(List.of(10 * ms, 20 * ms), times());
    b.events.add(at(35 * ms, 2));
    assertEquals(1, merger.advance(40 * ms)); // 30 lies within the margin of a
    assertEquals(0, merger.statistics().late());
  }

  /** Has reached the last event that it was given. */
  private static final class InOrder extends MergeSource {
    private final Deque<LockEvent> events = new ArrayDeque<>();
    private long lastNs = NO_SAYING;

    @Override
    protected void look() {
      headNs = events.isEmpty() ? NOTHING : events.getFirst().timeNs();
      lastNs = events.isEmpty() ? lastNs : events.getLast().timeNs();
    }

    @Override
    protected long reachedNs() {
      return lastNs;
    }

    @Override
    protected void pass(EventSink out) {
      out.accept(events.remove());
      look();
    }
  }

  @Test
  void aSourceThatNeedNotKeepToAnyOrderMakesAllWait() {
    long ms = EventMerger.MARGIN_NS;
    EventMerger merger = new EventMerger(1000 * ms, 100, out::add);
    EventSource a = merger.source();
    a.accept(at(10 * ms, 1));
    a.accept(at(9 * ms, 1));
    a.accept(at(30 * ms, 1));
    assertEquals(0, merger.advance(40 * ms));
    assertEquals(3, merger.advance(1040 * ms));
    assertEquals(List.of(9 * ms, 10 * ms, 30 * ms), times());
  }

  @Test
  void aSourceMayFetchItsEventsItself() {
    Deque<LockEvent> kernel = new ArrayDeque<>(List.of(at(3, 1), at(4, 1)));
    EventMerger merger = new EventMerger(0, 100, out::add);
    merger.source(
        sink -> {
          while (!kernel.isEmpty()) {
            sink.accept(kernel.remove());
          }
        });
    merger.read();
    assertEquals(List.of(), times());
    assertEquals(2, merger.advance(5));
    kernel.add(at(6, 1));
    assertEquals(1, merger.flush());
    assertEquals(List.of(3L, 4L, 6L), times());
  }

  @Test
  void equalTimesOfOneSourceKeepTheirOrder() {
    EventMerger merger = new EventMerger(0, 1000, out::add);
    EventSource source = merger.source();
    for (int thread = 0; thread < 200; thread++) {
      source.accept(at(42, thread));
    }
    merger.flush();
    for (int thread = 0; thread < 200; thread++) {
      assertEquals(at(42, thread), out.get(thread));
    }
  }

  @Test
  void aSourceThatIsSlightlyOutOfOrderIsSorted() {
    EventMerger merger = new EventMerger(100, 100, out::add);
    EventSource source = merger.source();
    source.accept(at(30, 1));
    source.accept(at(10, 1));
    source.accept(at(20, 1));
    merger.flush();
    assertEquals(List.of(10L, 20L, 30L), times());
    assertEquals(0, merger.statistics().late());
  }

  @Test
  void aLateEventIsPassedOnAndCounted() {
    EventMerger merger = new EventMerger(10, 100, out::add);
    EventSource a = merger.source();
    EventSource b = merger.source();
    a.accept(at(100, 1));
    merger.advance(200);
    b.accept(at(60, 2));
    merger.advance(200);
    assertEquals(List.of(100L, 60L), times());
    assertEquals(1, merger.statistics().late());
    assertEquals(40, merger.statistics().worstLatenessNs());
  }

  @Test
  void requestsComeOutAsTheyWentIn() {
    EventMerger merger = new EventMerger(10, 1 << 16, out::add);
    EventSource requests = merger.source();
    EventSource kernel = merger.source();
    List<LockEvent> expected = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      long begin = 100L * i;
      requests.requestBegin(begin, 7, i);
      kernel.accept(at(begin + 50, 7));
      requests.requestEnd(begin + 90, 7, i, -17, 80);
      expected.add(new LockEvent.RequestBegin(begin, 7, i));
      expected.add(at(begin + 50, 7));
      expected.add(new LockEvent.RequestEnd(begin + 90, 7, i, -17, 80));
      merger.advance(begin - 20_000);
    }
    merger.flush();
    assertEquals(expected, out);
  }

  @Test
  void everyKindOfEventComesOutAsItWentIn() {
    List<LockEvent> events =
        List.of(
            new LockEvent.RequestBegin(1, 2, 3),
            new LockEvent.RequestEnd(2, Integer.MAX_VALUE, 3, -110, Long.MAX_VALUE),
            new LockEvent.WaitBegin(3, 2, LockEvent.OWNER_CHANGING, true, -1),
            new LockEvent.WaitBegin(4, -1, 7, false, 8),
            new LockEvent.Acquired(5, 2, true, -4),
            new LockEvent.Acquired(6, 2, false, 0),
            new LockEvent.Released(7, 2, 9),
            new LockEvent.ThreadSeen(8, 2, 3, "ip", 4),
            new LockEvent.OffCpu(9, 2, true, false, 5),
            new LockEvent.Woken(10, 2),
            new LockEvent.OnCpu(11, 2, true),
            new LockEvent.OwnerSeen(12, 2),
            new LockEvent.StackSeen(13, 2, List.of("rtnl_newlink")),
            new LockEvent.Lost(14, 15, LockEvent.Lost.COUNT_UNKNOWN));
    EventMerger merger = new EventMerger(10, 100, out::add);
    EventSource source = merger.source();
    events.reversed().forEach(source);
    merger.flush();
    assertEquals(events, out);
  }

  @Test
  void atTheSameTimeTheFirstSourceGoesFirst() {
    EventMerger merger = new EventMerger(0, 100, out::add);
    EventSource first = merger.source();
    EventSource second = merger.source();
    second.accept(at(1, 2));
    second.accept(at(2, 2));
    second.accept(at(3, 2));
    first.accept(at(2, 1));
    first.accept(at(3, 1));
    merger.flush();
    assertEquals(List.of(at(1, 2), at(2, 1), at(2, 2), at(3, 1), at(3, 2)), out);
  }

  @Test
  void memoryIsBoundedByLettingTheOldestGoEarly() {
    EventMerger merger = new EventMerger(1_000_000, 10, out::add);
    EventSource a = merger.source();
    EventSource b = merger.source();
    for (int i = 0; i < 50; i++) {
      a.accept(at(2L * i, 1));
      b.accept(at(2L * i + 1, 2));
      merger.read();
      assertTrue(merger.statistics().waiting() <= 10);
    }
    assertEquals(100 - merger.statistics().waiting(), merger.statistics().hurried());
    assertTrue(merger.statistics().hurried() > 80);
    assertEquals(merger.statistics().waiting(), merger.flush());
    assertEquals(100, out.size());
    assertEquals(0, merger.statistics().late());
  }

  @Test
  void anySplitIntoSourcesGivesTheSameOrder() {
    Random random = new Random(3);
    EventMerger merger = new EventMerger(1_000, 1 << 16, out::add);
    List<EventSource> sources = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      sources.add(merger.source());
    }
    long now = 0;
    for (int i = 0; i < 20_000; i++) {
      now += random.nextInt(3);
      sources.get(random.nextInt(7)).accept(at(now - random.nextInt(500), i));
      if (i % 100 == 0) {
        merger.advance(now);
      }
    }
    merger.flush();
    assertEquals(20_000, out.size());
    assertEquals(0, merger.statistics().late());
    for (int i = 1; i < out.size(); i++) {
      assertTrue(out.get(i - 1).timeNs() <= out.get(i).timeNs(), "order at " + i);
    }
  }

  @Test
  void nonsenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new EventMerger(-1, 1, out::add));
    assertThrows(IllegalArgumentException.class, () -> new EventMerger(0, 0, out::add));
  }
}
