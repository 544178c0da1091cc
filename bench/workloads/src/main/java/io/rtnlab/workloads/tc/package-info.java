// SPDX-License-Identifier: Apache-2.0
/**
 * Operations on traffic control: queueing disciplines, classes and filters (net/sched/sch_api.c,
 * net/sched/cls_api.c). Each file is one operation; {@link io.rtnlab.workloads.tc.TcOperations}
 * lists them. The package uses {@link io.rtnlab.workloads.base} and no other subsystem's package.
 */
@NullMarked
package io.rtnlab.workloads.tc;

import org.jspecify.annotations.NullMarked;
