// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

/**
 * How few waits carry most of all wait time.
 *
 * @param share of the wait time, such as 0.9
 * @param atLeast the smallest number of waits that can make this share
 * @param atMost the largest; the two differ because lengths are counted in classes 1.6 % wide
 * @param waits all waits
 */
public record Concentration(double share, long atLeast, long atMost, long waits) {}
