// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import io.rtnlab.probes.ledger.Actor;
import io.rtnlab.probes.ledger.BlameCell;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderBounds;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.ledger.Share;
import io.rtnlab.results.RecordingDocument.ChainRow;
import io.rtnlab.results.RunDocument.BlameRow;
import io.rtnlab.results.RunDocument.Foreign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What documents take over from a ledger, be it of a run or of a recording. */
public final class LedgerRows {
  private LedgerRows() {}

  /**
   * The cells of the blame, those whose actors have the same names together.
   *
   * @param name what an actor is called
   * @param foreign what else is known of it; the first of those with one name speaks for all
   */
  public static List<BlameRow> blame(
      Ledger ledger, Function<Actor, String> name, Function<Actor, @Nullable Foreign> foreign) {
    Map<List<String>, BlameRow> rows = new LinkedHashMap<>();
    for (BlameCell cell : ledger.blame()) {
      HolderState.Waiting behind = cell.behind();
      BlameRow row =
          new BlameRow(
              name.apply(cell.waiter()),
              name.apply(cell.holder()),
              behind == null ? null : name.apply(behind.root()),
              cell.ns(),
              (Long) cell.lowNs(),
              (Long) cell.ns(),
              cell.waits(),
              word(cell.evidence()),
              foreign.apply(cell.waiter()),
              foreign.apply(cell.holder()));
      rows.merge(
          List.of(row.waiter(), row.holder(), String.valueOf(row.root()), row.evidence()),
          row,
          BlameRow::plus);
    }
    return List.copyOf(rows.values());
  }

  /** What holders waited for themselves while others waited for them, and because of whom. */
  public static List<ChainRow> chain(Ledger ledger, Function<Actor, String> name) {
    Map<ChainRow, Long> sums = new LinkedHashMap<>();
    for (BlameCell cell : ledger.blame()) {
      HolderState.Waiting behind = cell.behind();
      if (behind != null) {
        ChainRow row =
            new ChainRow(
                name.apply(cell.waiter()),
                name.apply(cell.holder()),
                name.apply(behind.root()),
                behind.lock().label(),
                0);
        sums.merge(row, cell.ns(), Long::sum);
      }
    }
    return sums.entrySet().stream()
        .map(sum -> sum.getKey().lasting(sum.getValue()))
        .sorted(Comparator.comparingLong(ChainRow::ns).reversed())
        .toList();
  }

  /** Null where one is: an older document has no bounds. */
  public static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    return one == null || other == null ? null : (Long) (one + other);
  }

  /** Each holder between its bounds, those whose actors have the same names together. */
  public static List<RunDocument.HolderBounds> bounds(Ledger ledger, Function<Actor, String> name) {
    Map<String, List<HolderBounds>> byName = new LinkedHashMap<>();
    for (HolderBounds bounds : ledger.bounds()) {
      byName.computeIfAbsent(name.apply(bounds.holder()), _ -> new ArrayList<>()).add(bounds);
    }
    return byName.entrySet().stream()
        .map(entry -> together(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(RunDocument.HolderBounds::namedNs).reversed())
        .toList();
  }

  /** What each may have held unseen is the same time, and counts once. */
  private static RunDocument.HolderBounds together(String holder, List<HolderBounds> actors) {
    long lowNs = actors.stream().mapToLong(HolderBounds::lowNs).sum();
    long namedNs = actors.stream().mapToLong(HolderBounds::namedNs).sum();
    long soleNs = actors.stream().mapToLong(HolderBounds::soleNs).sum();
    long unseenNs = actors.stream().mapToLong(HolderBounds::unseenNs).max().orElse(0);
    return new RunDocument.HolderBounds(holder, lowNs, namedNs, lowNs + soleNs + unseenNs);
  }

  /** A share and its confidence within the run. */
  public static RunDocument.Share share(Share share) {
    return new RunDocument.Share(
        share.share(), Double.isNaN(share.plusMinus()) ? null : (Double) share.plusMinus());
  }

  /** All waits together. */
  public static RunDocument.Waits waits(Ledger ledger) {
    return new RunDocument.Waits(
        ledger.waits().waits(),
        ledger.waits().totalNs(),
        ledger.statistics().length().maxNs(),
        ledger.statistics().concentration().atLeast(),
        ledger.statistics().concentration().atMost(),
        ledger.waits().namedShare(),
        share(ledger.statistics().proved()),
        share(ledger.statistics().identified()),
        (Long) ledger.waits().handoverLowNs(),
        (Long) ledger.waits().handoverHighNs());
  }

  /** As documents spell it. */
  public static String word(Evidence evidence) {
    return evidence.name().toLowerCase(Locale.ROOT);
  }
}
