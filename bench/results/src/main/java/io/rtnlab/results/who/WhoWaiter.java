// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.who;

/**
 * A task that sleeps for the RTNL.
 *
 * @param pid its thread id, as the kernel's own messages have it
 * @param wants the kernel function that wants the RTNL, such as {@code rtnl_newlink}; empty where
 *     its stack names none
 * @param atLeastNs nanoseconds for which it has slept at least
 * @param cgroup path in the cgroup v2 hierarchy
 */
public record WhoWaiter(int pid, String comm, String wants, long atLeastNs, String cgroup) {}
