package io.rtnlab.results;

import io.rtnlab.probes.ledger.BlameCell;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.ledger.Party;
import io.rtnlab.results.RunDocument.BlameRow;
import io.rtnlab.results.RunDocument.Foreign;
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
   * The cells of the blame, those whose parties have the same names together.
   *
   * @param name what a party is called
   * @param foreign what else is known of it; the first of those with one name speaks for all
   */
  public static List<BlameRow> blame(
      Ledger ledger, Function<Party, String> name, Function<Party, @Nullable Foreign> foreign) {
    Map<List<String>, BlameRow> rows = new LinkedHashMap<>();
    for (BlameCell cell : ledger.blame()) {
      BlameRow row =
          new BlameRow(
              name.apply(cell.waiter()),
              name.apply(cell.holder()),
              cell.ns(),
              cell.waits(),
              word(cell.evidence()),
              foreign.apply(cell.waiter()),
              foreign.apply(cell.holder()));
      rows.merge(
          List.of(row.waiter(), row.holder(), row.evidence()),
          row,
          (one, other) ->
              new BlameRow(
                  one.waiter(),
                  one.holder(),
                  one.ns() + other.ns(),
                  one.waits() + other.waits(),
                  one.evidence(),
                  one.waiterIs(),
                  one.holderIs()));
    }
    return List.copyOf(rows.values());
  }

  /** All waits together. */
  public static RunDocument.Waits waits(Ledger ledger) {
    return new RunDocument.Waits(
        ledger.waits().waits(),
        ledger.waits().totalNs(),
        ledger.waitSpread().maxNs(),
        ledger.concentration().atLeast(),
        ledger.concentration().atMost(),
        ledger.waits().namedShare());
  }

  /** As documents spell it. */
  public static String word(Evidence evidence) {
    return evidence.name().toLowerCase(Locale.ROOT);
  }
}
