// SPDX-License-Identifier: Apache-2.0
/**
 * The statistics of a comparison. They are pure: numbers in, numbers out, without files, clocks or
 * random numbers.
 *
 * <p>Tests whose p-value a kept library computes come from Apache Commons Statistics. What it does
 * not have is here: confidence intervals by inversion of the exact rank tests (from pairwise
 * averages and pairwise differences), the exact null distributions with ties, the numbers of boots
 * that those need, and the variance of a figure by level.
 */
@NullMarked
package io.rtnlab.results.statistics;

import org.jspecify.annotations.NullMarked;
