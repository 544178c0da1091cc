package io.rtnlab.probes.attribution;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who waited for whom, summed. */
final class Blame {
  private record Cell(int waiter, int holder, Evidence evidence) {}

  private record Named(Party waiter, Party holder, Evidence evidence) {}

  private static final class Sum {
    long ns;
    long waits;
  }

  private final Map<Cell, Sum> sums = new HashMap<>();

  void add(int waiter, int holder, Evidence evidence, long ns) {
    Sum sum = sums.computeIfAbsent(new Cell(waiter, holder, evidence), _ -> new Sum());
    sum.ns += ns;
    sum.waits++;
  }

  /** The cells by party, threads of one process together, most time first. */
  List<BlameCell> cells(Parties parties) {
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
