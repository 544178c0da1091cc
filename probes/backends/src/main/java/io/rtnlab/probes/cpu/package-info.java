// SPDX-License-Identifier: Apache-2.0
/** Where this process spends its CPU time, sampled by async-profiler from Java into the kernel. */
@NullMarked
package io.rtnlab.probes.cpu;

import org.jspecify.annotations.NullMarked;
