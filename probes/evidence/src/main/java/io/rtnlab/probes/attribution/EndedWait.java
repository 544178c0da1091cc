// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.stack.RtnlHandlers.Handler;
import org.jspecify.annotations.Nullable;

/**
 * A wait that is over.
 *
 * @param waiterActor number of the waiter's actor
 * @param handler what it wanted the mutex for; null where no stack shows it
 */
record EndedWait(
    int thread,
    int waiterActor,
    @Nullable Handler handler,
    long beginNs,
    long lengthNs,
    WaitSegments segments) {}
