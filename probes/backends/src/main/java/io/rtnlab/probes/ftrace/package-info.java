// SPDX-License-Identifier: Apache-2.0
/**
 * Backends over tracefs, each with a tracing instance of its own: the tracepoints {@code
 * lock:contention_begin} and {@code lock:contention_end}, and the mutex functions by function
 * tracing or kprobes. Readers of the per-CPU buffers are here ({@code MappedCpuBuffer}, {@code
 * ReadCpuBuffer}); {@link io.rtnlab.probes.tracebuffer} decodes what they read.
 */
@NullMarked
package io.rtnlab.probes.ftrace;

import org.jspecify.annotations.NullMarked;
