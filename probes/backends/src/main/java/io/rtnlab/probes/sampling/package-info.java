// SPDX-License-Identifier: Apache-2.0
/** Looks at the mutex at regular times, and what share of the time they speak for. */
@NullMarked
package io.rtnlab.probes.sampling;

import org.jspecify.annotations.NullMarked;
