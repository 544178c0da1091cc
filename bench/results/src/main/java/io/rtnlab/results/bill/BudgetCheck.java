// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.bill;

import org.jspecify.annotations.Nullable;

/**
 * What was allowed, and whether it was enough.
 *
 * @param locks how often the RTNL may be taken; null for any number
 * @param holdNs how long it may be held in all; null for any time
 * @param exceeded whether it is not proved that both sufficed
 * @param verdict a sentence
 */
public record BudgetCheck(
    @Nullable Long locks, @Nullable Long holdNs, boolean exceeded, String verdict) {}
