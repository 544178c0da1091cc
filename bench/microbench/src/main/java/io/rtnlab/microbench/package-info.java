// SPDX-License-Identifier: Apache-2.0
/**
 * Benchmarks, in a process of their own: the bridges against plain C round by round in one table
 * ({@link io.rtnlab.microbench.BridgesTable}), and each piece under JMH ({@link
 * io.rtnlab.microbench.Jmh}).
 */
@NullMarked
package io.rtnlab.microbench;

import org.jspecify.annotations.NullMarked;
