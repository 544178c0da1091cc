// SPDX-License-Identifier: Apache-2.0
/**
 * Where this process spends its CPU time, sampled by async-profiler from Java into the kernel. The
 * profiler is loaded into this very process, so frames go through the FFM stub into the kernel.
 * What it samples becomes a flame graph in {@code io.rtnlab.results.flame}.
 */
@NullMarked
package io.rtnlab.probes.cpu;

import org.jspecify.annotations.NullMarked;
