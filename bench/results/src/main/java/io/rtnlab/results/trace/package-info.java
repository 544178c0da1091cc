// SPDX-License-Identifier: Apache-2.0
/** The event stream of a run as a timeline: replayed, and exported for Perfetto. */
@NullMarked
package io.rtnlab.results.trace;

import org.jspecify.annotations.NullMarked;
