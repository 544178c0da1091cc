package io.rtnlab.probes.attribution;

import io.rtnlab.probes.stack.RtnlHandlers.Handler;
import org.jspecify.annotations.Nullable;

/**
 * A wait that is over.
 *
 * @param waiterParty number of the waiter's party
 * @param handler what it wanted the mutex for; null where no stack told
 */
record EndedWait(
    int thread,
    int waiterParty,
    @Nullable Handler handler,
    long beginNs,
    long lengthNs,
    Pieces pieces) {}
