// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.function;

/**
 * One end of a call of a kernel function, as the function_graph tracer reports both
 * (kernel/trace/trace_entries.h).
 *
 * @param timeNs {@code CLOCK_MONOTONIC}
 * @param thread that made the call
 * @param function its address
 * @param entry whether the call begins; otherwise it returns
 */
public record FunctionCall(long timeNs, int thread, long function, boolean entry) {}
