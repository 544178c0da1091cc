// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

/**
 * Some quantiles of a set of durations, each at most 1.6 % too high and never above {@code maxNs};
 * all 0 where {@code count} is 0.
 */
public record Spread(
    long count, long minNs, long p50Ns, long p90Ns, long p99Ns, long p999Ns, long maxNs) {}
