// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.function;

/**
 * What one kernel function costs a request of one operation.
 *
 * @param operation index of the operation
 * @param function its address
 * @param held whether it was called by a thread that held rtnl_mutex
 * @param requests that were traced whole
 * @param calls median of its calls in a request
 * @param selfNs median of the time in a request that it took itself, what it called left out
 */
public record FunctionTime(
    int operation, long function, boolean held, int requests, long calls, long selfNs) {}
