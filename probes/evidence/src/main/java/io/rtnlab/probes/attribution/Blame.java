// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Actor;
import io.rtnlab.probes.ledger.BlameCell;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderBounds;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.ledger.HolderTime;
import io.rtnlab.probes.ledger.WaitSplit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who waited for whom, and what the holders did meanwhile, summed. */
final class Blame {
  private record Cell(
      int waiter, int holder, Evidence evidence, HolderState.@Nullable Waiting behind) {}

  private record Named(
      Actor waiter, Actor holder, Evidence evidence, HolderState.@Nullable Waiting behind) {}

  private record Meanwhile(int holder, HolderState state) {}

  private static final class Sum {
    long ns;

    /** How much of it is proved. */
    long lowNs;

    long waits;

    /** The last wait that was counted in it. */
    long lastWait;
  }

  /**
   * The sums of a segment, found for one and mostly good for the next.
   *
   * @param meanwhile null where none is named
   */
  private record Found(int waiter, SegmentClass kind, Sum cell, @Nullable Sum meanwhile) {}

  private static final int RECENT = 1 << 11;

  private final ActorTable actors;
  private final Map<Cell, Sum> sums = new HashMap<>();
  private final Map<Meanwhile, Sum> holders = new HashMap<>();
  private final @Nullable Found[] recent = new @Nullable Found[RECENT];
  private long waits;

  Blame(ActorTable actors) {
    this.actors = actors;
  }

  void add(EndedWait wait) {
    waits++;
    int waiter = actors.inHandler(wait.waiterActor(), wait.handler());
    WaitSegments segments = wait.segments();
    for (int i = 0; i < segments.size(); i++) {
      Found found = find(waiter, segments.kind(i));
      add(found.cell, segments.kind(i), segments.ns(i));
      if (found.meanwhile != null) {
        add(found.meanwhile, segments.kind(i), segments.ns(i));
      }
    }
  }

  private Found find(int waiter, SegmentClass kind) {
    int slot = (waiter * 31 + kind.number) & (RECENT - 1);
    Found found = recent[slot];
    if (found == null || found.kind != kind || found.waiter != waiter) {
      found = lookUp(waiter, kind);
      if (kind.holding.decided()) {
        recent[slot] = found;
      }
    }
    return found;
  }

  private Found lookUp(int waiter, SegmentClass kind) {
    int holder = actors.inHandler(kind.holding);
    Cell cell = new Cell(waiter, holder, kind.evidence, behind(kind));
    return new Found(
        waiter,
        kind,
        sums.computeIfAbsent(cell, _ -> new Sum()),
        kind.evidence.namesHolder()
            ? holders.computeIfAbsent(new Meanwhile(holder, kind.state), _ -> new Sum())
            : null);
  }

  /** What a named holder waited for itself. */
  private static HolderState.@Nullable Waiting behind(SegmentClass kind) {
    return kind.evidence.namesHolder() && kind.state instanceof HolderState.Waiting waiting
        ? waiting
        : null;
  }

  /** A wait may have several segments that belong into one sum. */
  private void add(Sum sum, SegmentClass kind, long ns) {
    sum.ns += ns;
    sum.lowNs += isProved(kind) ? ns : 0;
    sum.waits += sum.lastWait == waits ? 0 : 1;
    sum.lastWait = waits;
  }

  private static boolean isProved(SegmentClass kind) {
    return kind.evidence == Evidence.PROVED
        || (kind.evidence == Evidence.HANDOVER && !kind.holding.uncertain);
  }

  /** Sums that belong to actors of one name, while they are put together. */
  private static Sum plus(Sum one, Sum other) {
    Sum sum = new Sum();
    sum.ns = one.ns + other.ns;
    sum.lowNs = one.lowNs + other.lowNs;
    sum.waits = one.waits + other.waits;
    return sum;
  }

  /** What each holder did while others waited for it, most time first. */
  List<HolderTime> holderTimes() {
    Map<HolderTime, Sum> times = new HashMap<>();
    holders.forEach(
        (meanwhile, sum) ->
            times.merge(
                new HolderTime(actors.get(meanwhile.holder), meanwhile.state, 0, 0),
                sum,
                Blame::plus));
    return times.entrySet().stream()
        .map(
            time ->
                new HolderTime(
                    time.getKey().holder(),
                    time.getKey().state(),
                    time.getValue().ns,
                    time.getValue().lowNs))
        .sorted(
            Comparator.comparingLong(HolderTime::ns)
                .reversed()
                .thenComparing(time -> time.holder().label()))
        .toList();
  }

  /** A thread that uses {@code mutex_trylock} may have held in any handover. */
  private long lowNs(Evidence evidence, Sum sum) {
    return evidence == Evidence.HANDOVER && actors.anyTriesLock() ? 0 : sum.lowNs;
  }

  /**
   * Each named holder's bounds. Where the fast path was open, another than the named thread may
   * have held without an event: that time is in every holder's upper bound. While the fast path is
   * closed only a {@code mutex_trylock} gets in unseen: that time is in the bound of those that
   * were seen to.
   *
   * @param all all waits that are blamed, as if no thread used {@code mutex_trylock}
   */
  List<HolderBounds> bounds(WaitSplit all) {
    long openNs = all.totalNs() - all.identifiedNs() - all.handoverLowNs();
    Map<Actor, Sum> proved = new HashMap<>();
    Map<Actor, Sum> sole = new HashMap<>();
    Map<Actor, Sum> named = new HashMap<>();
    Map<Actor, Boolean> tryLockers = new HashMap<>();
    sums.forEach(
        (cell, sum) -> {
          if (!cell.evidence.namesHolder()) {
            return;
          }
          Actor holder = actors.get(cell.holder);
          named.merge(holder, sum, Blame::plus);
          tryLockers.merge(holder, actors.hasTriedLock(cell.holder), Boolean::logicalOr);
          switch (cell.evidence) {
            case PROVED -> proved.merge(holder, sum, Blame::plus);
            case SOLE -> sole.merge(holder, sum, Blame::plus);
            default -> {}
          }
        });
    return named.entrySet().stream()
        .map(
            entry -> {
              Actor holder = entry.getKey();
              long lowNs = nsOf(proved.get(holder));
              long soleNs = nsOf(sole.get(holder));
              long unseenNs =
                  tryLockers.getOrDefault(holder, false)
                      ? all.totalNs() - all.provedNs() - soleNs
                      : openNs;
              return new HolderBounds(holder, lowNs, entry.getValue().ns, soleNs, unseenNs);
            })
        .sorted(
            Comparator.comparingLong(HolderBounds::namedNs)
                .reversed()
                .thenComparing(bounds -> bounds.holder().label()))
        .toList();
  }

  private static long nsOf(@Nullable Sum sum) {
    return sum == null ? 0 : sum.ns;
  }

  /** The cells by actor, threads of one process together, most time first. */
  List<BlameCell> cells() {
    Map<Named, Sum> named = new HashMap<>();
    sums.forEach(
        (cell, sum) -> {
          Named key =
              new Named(
                  actors.get(cell.waiter), actors.get(cell.holder), cell.evidence, cell.behind);
          named.merge(key, sum, Blame::plus);
        });
    return named.entrySet().stream()
        .map(
            entry ->
                new BlameCell(
                    entry.getKey().waiter,
                    entry.getKey().holder,
                    entry.getKey().evidence,
                    entry.getKey().behind,
                    entry.getValue().ns,
                    lowNs(entry.getKey().evidence, entry.getValue()),
                    entry.getValue().waits))
        .sorted(
            Comparator.comparingLong(BlameCell::ns)
                .reversed()
                .thenComparing(cell -> cell.waiter().label())
                .thenComparing(cell -> cell.holder().label())
                .thenComparing(BlameCell::evidence))
        .toList();
  }
}
