// SPDX-License-Identifier: Apache-2.0
/** Flame graphs of a run: CPU time from its samples, waits and holds from its events. */
@NullMarked
package io.rtnlab.results.flame;

import org.jspecify.annotations.NullMarked;
