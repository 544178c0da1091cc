// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.message.KernelObject;
import java.util.Optional;

/**
 * What one event made of a {@link Mirror}.
 *
 * @param before the object as the mirror had it; empty where it had none, or had to dump again
 * @param after the object as it is now; empty where it is gone, or the mirror had to dump again
 * @param dumpedAgain whether the mirror asked for everything, so that any object may differ
 * @param cause the event
 * @param <T> the object
 */
public record Change<T extends KernelObject<T>>(
    Optional<T> before, Optional<T> after, boolean dumpedAgain, Event cause) {}
