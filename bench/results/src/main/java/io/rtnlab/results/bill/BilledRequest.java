// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.bill;

/**
 * All requests of one type.
 *
 * @param type such as {@code RTM_GETLINK dump}, {@code ioctl SIOCETHTOOL} or {@code
 *     unshare(CLONE_NEWNET)}
 * @param count how many
 * @param locks how often they took the RTNL
 * @param holdNs how long they held it
 * @param waitNs how long they waited for it themselves
 * @param systemCallNs time in their system calls; receives of a dump are among them
 */
public record BilledRequest(
    String type, long count, Bounds locks, Bounds holdNs, long waitNs, long systemCallNs) {}
