// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.netlink.port.NetlinkBridge;

/**
 * Where and as what an operation works.
 *
 * @param worker from 0; names and prefixes carry it, so that workers may share a namespace
 * @param workers how many fire this operation
 * @param sharedNamespace whether they do
 * @param bridge how sockets are opened
 * @param place of the operation in the catalogue; device names carry it, so that operations of one
 *     worker never use the same device
 * @param suffix after every label of the operation: what sets a twin apart, such as {@code -ipv6}
 */
public record WorkerSite(
    int worker,
    int workers,
    boolean sharedNamespace,
    NetlinkBridge bridge,
    WorkloadOptions options,
    int place,
    String suffix) {

  /** The label of an operation or of a follow-up, as its twin is called. */
  public String label(String name) {
    return name + suffix;
  }

  /** The same for IPv6 whatever the options say. */
  WorkerSite ipv6() {
    return new WorkerSite(
        worker,
        workers,
        sharedNamespace,
        bridge,
        options.withFamily(IpFamily.IPV6),
        place,
        Workload.IPV6_SUFFIX);
  }
}
