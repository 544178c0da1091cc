// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import io.rtnlab.probes.event.LockKey;
import io.rtnlab.probes.ledger.Actor;
import io.rtnlab.probes.ledger.BlameCell;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderBounds;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.ledger.HolderTime;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.ledger.Share;
import io.rtnlab.probes.stack.SleepReason;
import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.LedgerDocument.ChainRow;
import io.rtnlab.results.LedgerDocument.Foreign;
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
   * All that documents say of who made whom wait.
   *
   * @param name what an actor is called
   * @param foreign what else is known of it; the first of those with one name speaks for all
   */
  public static LedgerDocument document(
      Ledger ledger, Function<Actor, String> name, Function<Actor, @Nullable Foreign> foreign) {
    return new LedgerDocument(
        blame(ledger, name, foreign),
        chain(ledger, name),
        holders(ledger, name),
        bounds(ledger, name),
        longWaits(ledger, name),
        waits(ledger));
  }

  /**
   * The cells of the blame, those whose actors have the same names together.
   *
   * @param name what an actor is called
   * @param foreign what else is known of it; the first of those with one name speaks for all
   */
  private static List<BlameRow> blame(
      Ledger ledger, Function<Actor, String> name, Function<Actor, @Nullable Foreign> foreign) {
    Map<List<String>, BlameRow> rows = new LinkedHashMap<>();
    for (BlameCell cell : ledger.blame()) {
      HolderState.Waiting behind = cell.behind();
      BlameRow row =
          new BlameRow(
              name.apply(cell.waiter()),
              name.apply(cell.holder()),
              behind == null || behind.root() instanceof Actor.Unknown
                  ? null
                  : name.apply(behind.root()),
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
  private static List<ChainRow> chain(Ledger ledger, Function<Actor, String> name) {
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

  /** Each holder between its bounds, those whose actors have the same names together. */
  private static List<LedgerDocument.HolderBounds> bounds(
      Ledger ledger, Function<Actor, String> name) {
    Map<String, List<HolderBounds>> byName = new LinkedHashMap<>();
    for (HolderBounds bounds : ledger.bounds()) {
      byName.computeIfAbsent(name.apply(bounds.holder()), _ -> new ArrayList<>()).add(bounds);
    }
    return byName.entrySet().stream()
        .map(entry -> together(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(LedgerDocument.HolderBounds::namedNs).reversed())
        .toList();
  }

  /** What each may have held unseen is the same time, and counts once. */
  private static LedgerDocument.HolderBounds together(String holder, List<HolderBounds> actors) {
    long lowNs = actors.stream().mapToLong(HolderBounds::lowNs).sum();
    long namedNs = actors.stream().mapToLong(HolderBounds::namedNs).sum();
    long soleNs = actors.stream().mapToLong(HolderBounds::soleNs).sum();
    long unseenNs = actors.stream().mapToLong(HolderBounds::unseenNs).max().orElse(0);
    return new LedgerDocument.HolderBounds(holder, lowNs, namedNs, lowNs + soleNs + unseenNs);
  }

  private static List<LedgerDocument.HolderRow> holders(
      Ledger ledger, Function<Actor, String> name) {
    record Key(String holder, LedgerDocument.HolderState doing) {}
    Map<Key, LedgerDocument.HolderRow> rows = new LinkedHashMap<>();
    for (HolderTime time : ledger.holders()) {
      Key key = new Key(name.apply(time.holder()), state(time.state(), name));
      rows.merge(
          key,
          new LedgerDocument.HolderRow(
              key.holder(), key.doing(), time.ns(), (Long) time.lowNs(), (Long) time.ns()),
          (one, other) ->
              new LedgerDocument.HolderRow(
                  one.holder(),
                  one.doing(),
                  one.ns() + other.ns(),
                  LedgerDocument.sum(one.lowNs(), other.lowNs()),
                  LedgerDocument.sum(one.highNs(), other.highNs())));
    }
    return rows.values().stream()
        .sorted(Comparator.comparingLong(LedgerDocument.HolderRow::ns).reversed())
        .toList();
  }

  private static List<LedgerDocument.LongWait> longWaits(
      Ledger ledger, Function<Actor, String> name) {
    return ledger.longest().stream()
        .map(
            wait ->
                new LedgerDocument.LongWait(
                    name.apply(wait.waiter()),
                    wait.thread(),
                    wait.beginNs(),
                    wait.lengthNs(),
                    wait.parts().stream()
                        .map(
                            part ->
                                new LedgerDocument.LongWaitPart(
                                    name.apply(part.holder()),
                                    word(part.evidence()),
                                    state(part.state(), name),
                                    part.ns()))
                        .toList()))
        .toList();
  }

  private static LedgerDocument.HolderState state(HolderState state, Function<Actor, String> name) {
    return switch (state) {
      case HolderState.Running _ -> new LedgerDocument.HolderState("running", null, null);
      case HolderState.WantingCpu _ -> new LedgerDocument.HolderState("wanting cpu", null, null);
      case HolderState.Reclaiming _ -> new LedgerDocument.HolderState("reclaiming", null, null);
      case HolderState.Waiting(LockKey lock, Actor root) ->
          new LedgerDocument.HolderState("waiting", null, null, lock.label(), name.apply(root));
      case HolderState.Asleep(SleepReason reason) ->
          new LedgerDocument.HolderState(
              "asleep",
              reason.kind().word(),
              reason.function().isEmpty() ? null : reason.function());
    };
  }

  /** A share and its confidence within the run. */
  public static LedgerDocument.Share share(Share share) {
    return new LedgerDocument.Share(
        share.share(), share.plusMinus() > 0 ? (Double) share.plusMinus() : null);
  }

  /** All waits together. */
  private static LedgerDocument.Waits waits(Ledger ledger) {
    return new LedgerDocument.Waits(
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
