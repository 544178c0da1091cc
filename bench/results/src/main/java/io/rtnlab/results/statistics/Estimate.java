// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

import org.jspecify.annotations.Nullable;

/**
 * An estimated difference and how sure it is.
 *
 * @param value the Hodges–Lehmann estimate
 * @param interval the confidence interval; null where there are too few replicates for one at this
 *     confidence
 * @param confidence of the interval, from 0 to 1: at least this
 * @param pValue two-sided, of the hypothesis that there is no difference
 * @param deviation standard deviation of the difference of one replicate
 */
public record Estimate(
    double value,
    @Nullable Interval interval,
    double confidence,
    double pValue,
    double deviation) {}
