// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.who;

import org.jspecify.annotations.Nullable;

/**
 * A task of the chain. Ids are those of the initial PID namespace.
 *
 * @param pid its thread id, as the kernel's own messages have it
 * @param process its process id; that of the main thread
 * @param doing the kernel function that says what it does, such as {@code do_setlink}; null where
 *     its stack names none
 * @param state such as {@code asleep in handle_userfault}, {@code running}, {@code wants a CPU}
 * @param has the lock that the one before it in the chain waits for; {@code rtnl_mutex} of the
 *     first
 * @param wants the lock that it sleeps for; null for the root
 * @param atLeastNs nanoseconds for which it has slept at least; 0 where it does not, or unknown
 * @param cgroup path in the cgroup v2 hierarchy
 * @param pod {@code namespace/name} of its Kubernetes pod; null where that is not known
 */
public record WhoTask(
    int pid,
    int process,
    String comm,
    @Nullable String doing,
    String state,
    String has,
    @Nullable String wants,
    long atLeastNs,
    String cgroup,
    @Nullable String pod) {}
