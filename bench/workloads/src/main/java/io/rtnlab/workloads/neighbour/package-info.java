// SPDX-License-Identifier: Apache-2.0
/**
 * Operations on neighbours and forwarding database entries (net/core/neighbour.c,
 * net/core/rtnetlink.c, net/bridge/br_fdb.c). Each file is one operation; {@link
 * io.rtnlab.workloads.neighbour.NeighbourOperations} lists them. The package uses {@link
 * io.rtnlab.workloads.base} and no other subsystem's package.
 */
@NullMarked
package io.rtnlab.workloads.neighbour;

import org.jspecify.annotations.NullMarked;
