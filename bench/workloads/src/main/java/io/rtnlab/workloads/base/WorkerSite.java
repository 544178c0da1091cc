package io.rtnlab.workloads.base;

import io.rtnlab.netlink.port.NetlinkBridge;

/**
 * Where and as whom an operation works.
 *
 * @param worker from 0; names and prefixes carry it, so that workers may share a namespace
 * @param workers how many there are
 * @param sharedNamespace whether they do
 * @param bridge how sockets are opened
 */
public record WorkerSite(
    int worker,
    int workers,
    boolean sharedNamespace,
    NetlinkBridge bridge,
    WorkloadOptions options) {}
