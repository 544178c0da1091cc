// SPDX-License-Identifier: Apache-2.0
/**
 * What every backend reports and every attribution reads: a stream of events in time order. Pure;
 * no system call.
 */
@NullMarked
package io.rtnlab.probes.event;

import org.jspecify.annotations.NullMarked;
