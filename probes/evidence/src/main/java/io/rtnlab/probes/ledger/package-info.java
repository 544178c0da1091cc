// SPDX-License-Identifier: Apache-2.0
/**
 * The result of an attribution, as records: for each operation where its time went ({@link
 * io.rtnlab.probes.ledger.LedgerRow}), for each wait on which evidence which holder is blamed
 * ({@link io.rtnlab.probes.ledger.BlameCell}), what holders did meanwhile, the longest waits, and
 * the checks that say how far all of it can be trusted. Times are in nanoseconds.
 */
@NullMarked
package io.rtnlab.probes.ledger;

import org.jspecify.annotations.NullMarked;
