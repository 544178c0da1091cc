// SPDX-License-Identifier: Apache-2.0
/**
 * What operations of every subsystem share: the description of an operation ({@link
 * io.rtnlab.workloads.base.Workload}), its options, where a worker runs, and base classes for
 * requests over one timed netlink socket. {@link io.rtnlab.workloads.base.DoAndUndo} serves
 * operations that add an object and delete it again, {@link io.rtnlab.workloads.base.CountedDump}
 * serves dumps, {@link io.rtnlab.workloads.base.NetlinkOperation} the rest.
 */
@NullMarked
package io.rtnlab.workloads.base;

import org.jspecify.annotations.NullMarked;
