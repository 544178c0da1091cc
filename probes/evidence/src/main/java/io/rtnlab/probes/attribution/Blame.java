package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.BlameCell;
import io.rtnlab.probes.ledger.Doing;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderTime;
import io.rtnlab.probes.ledger.Party;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who waited for whom, and what the holders did meanwhile, summed. */
final class Blame {
  private record Cell(int waiter, int holder, Evidence evidence) {}

  private record Named(Party waiter, Party holder, Evidence evidence) {}

  private record Meanwhile(int holder, Doing doing) {}

  private static final class Sum {
    long ns;
    long waits;

    /** The last wait that was counted in it. */
    long lastWait;
  }

  /**
   * The sums of a piece, found for one and mostly good for the next.
   *
   * @param meanwhile null where nobody is named
   */
  private record Found(int waiter, PieceKind kind, Sum cell, @Nullable Sum meanwhile) {}

  private static final int RECENT = 1 << 11;

  private final Parties parties;
  private final Map<Cell, Sum> sums = new HashMap<>();
  private final Map<Meanwhile, Sum> holders = new HashMap<>();
  private final @Nullable Found[] recent = new @Nullable Found[RECENT];
  private long waits;

  Blame(Parties parties) {
    this.parties = parties;
  }

  void add(EndedWait wait) {
    waits++;
    int waiter = parties.atWork(wait.waiterParty(), wait.handler());
    Pieces pieces = wait.pieces();
    for (int i = 0; i < pieces.size(); i++) {
      Found found = find(waiter, pieces.kind(i));
      add(found.cell, pieces.ns(i));
      if (found.meanwhile != null) {
        add(found.meanwhile, pieces.ns(i));
      }
    }
  }

  private Found find(int waiter, PieceKind kind) {
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

  private Found lookUp(int waiter, PieceKind kind) {
    int holder = parties.atWork(kind.holding);
    Cell cell = new Cell(waiter, holder, kind.evidence);
    return new Found(
        waiter,
        kind,
        sums.computeIfAbsent(cell, _ -> new Sum()),
        kind.evidence.namesHolder()
            ? holders.computeIfAbsent(new Meanwhile(holder, kind.doing), _ -> new Sum())
            : null);
  }

  /** A wait may have several pieces that belong into one sum. */
  private void add(Sum sum, long ns) {
    sum.ns += ns;
    sum.waits += sum.lastWait == waits ? 0 : 1;
    sum.lastWait = waits;
  }

  /** What each holder did while others waited for it, most time first. */
  List<HolderTime> holderTimes() {
    Map<HolderTime, Long> times = new HashMap<>();
    holders.forEach(
        (meanwhile, sum) ->
            times.merge(
                new HolderTime(parties.get(meanwhile.holder), meanwhile.doing, 0),
                sum.ns,
                Long::sum));
    return times.entrySet().stream()
        .map(time -> new HolderTime(time.getKey().holder(), time.getKey().doing(), time.getValue()))
        .sorted(
            Comparator.comparingLong(HolderTime::ns)
                .reversed()
                .thenComparing(time -> time.holder().label()))
        .toList();
  }

  /** The cells by party, threads of one process together, most time first. */
  List<BlameCell> cells() {
    Map<Named, Sum> named = new HashMap<>();
    sums.forEach(
        (cell, sum) -> {
          Named key = new Named(parties.get(cell.waiter), parties.get(cell.holder), cell.evidence);
          Sum total = named.computeIfAbsent(key, _ -> new Sum());
          total.ns += sum.ns;
          total.waits += sum.waits;
        });
    return named.entrySet().stream()
        .map(
            entry ->
                new BlameCell(
                    entry.getKey().waiter,
                    entry.getKey().holder,
                    entry.getKey().evidence,
                    entry.getValue().ns,
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
