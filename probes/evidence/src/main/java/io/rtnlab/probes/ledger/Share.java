// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

/**
 * A share of this run and its confidence: how much it would scatter if the run went on as it did.
 * Not a bound, and silent about other runs.
 *
 * @param share between 0 and 1
 * @param plusMinus half width of the 95 % confidence interval; NaN where the run had too few blocks
 *     of time to say
 */
public record Share(double share, double plusMinus) {}
