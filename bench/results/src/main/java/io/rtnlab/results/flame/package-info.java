// SPDX-License-Identifier: Apache-2.0
/** Flame graphs of waits and holds, from the stacks and handlers in a run's events. */
@NullMarked
package io.rtnlab.results.flame;

import org.jspecify.annotations.NullMarked;
