// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.bill;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code rtnlab bill}, and its JSON.
 *
 * @param program the command line, or the process that was watched
 * @param status exit status of the command, 128 and the signal's number; null where it was not
 *     started here, or still runs
 * @param seconds watched
 * @param requests by type, the longest possible holds first
 * @param locks how often the RTNL was taken, of all requests
 * @param holdNs how long it was held, of all requests
 * @param waitCausedNs how long others waited while this program held it
 * @param cheaper ways to ask, the largest savings first
 * @param budget null where none was given
 * @param doubts what the figures rest on and what they lack, a sentence each
 */
public record BillDocument(
    String program,
    @Nullable Integer status,
    double seconds,
    List<BilledRequest> requests,
    Bounds locks,
    Bounds holdNs,
    Bounds waitCausedNs,
    List<CheaperWay> cheaper,
    @Nullable BudgetCheck budget,
    List<String> doubts) {
  public BillDocument {
    requests = List.copyOf(requests);
    cheaper = List.copyOf(cheaper);
    doubts = List.copyOf(doubts);
  }
}
