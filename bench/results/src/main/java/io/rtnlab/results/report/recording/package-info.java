// SPDX-License-Identifier: Apache-2.0
/**
 * Reports of recordings from other hosts, in sections. They share the sections about blame with the
 * reports of runs, since both documents hold a {@code LedgerDocument}. What only a recording has,
 * such as the counts of lock_stat, is here.
 */
@NullMarked
package io.rtnlab.results.report.recording;

import org.jspecify.annotations.NullMarked;
