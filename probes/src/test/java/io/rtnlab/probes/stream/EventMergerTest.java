package io.rtnlab.probes.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.event.LockEvent;
import java.util.ArrayList;
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
    EventMerger.Source a = merger.source();
    EventMerger.Source b = merger.source();
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
  void equalTimesOfOneSourceKeepTheirOrder() {
    EventMerger merger = new EventMerger(0, 1000, out::add);
    EventMerger.Source source = merger.source();
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
    EventMerger.Source source = merger.source();
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
    EventMerger.Source a = merger.source();
    EventMerger.Source b = merger.source();
    a.accept(at(100, 1));
    merger.advance(200);
    b.accept(at(60, 2));
    merger.advance(200);
    assertEquals(List.of(100L, 60L), times());
    assertEquals(1, merger.statistics().late());
    assertEquals(40, merger.statistics().worstLatenessNs());
  }

  @Test
  void memoryIsBoundedByLettingTheOldestGoEarly() {
    EventMerger merger = new EventMerger(1_000_000, 10, out::add);
    EventMerger.Source a = merger.source();
    EventMerger.Source b = merger.source();
    for (int i = 0; i < 50; i++) {
      a.accept(at(2L * i, 1));
      b.accept(at(2L * i + 1, 2));
    }
    assertTrue(merger.statistics().waiting() <= 10);
    assertEquals(100 - merger.statistics().waiting(), merger.statistics().hurried());
    merger.flush();
    assertEquals(100, out.size());
    assertEquals(0, merger.statistics().late());
  }

  @Test
  void anySplitIntoSourcesGivesTheSameOrder() {
    Random random = new Random(3);
    EventMerger merger = new EventMerger(1_000, 1 << 16, out::add);
    List<EventMerger.Source> sources = new ArrayList<>();
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
