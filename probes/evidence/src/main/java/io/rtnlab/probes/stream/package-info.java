// SPDX-License-Identifier: Apache-2.0
/**
 * Streams of {@link io.rtnlab.probes.event.LockEvent}: many sources merged into one in time order,
 * and their form on disk. Pure; no system call but those of the stream that the caller hands in.
 */
@NullMarked
package io.rtnlab.probes.stream;

import org.jspecify.annotations.NullMarked;
