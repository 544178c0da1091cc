// SPDX-License-Identifier: Apache-2.0
/**
 * Reads what a hung host left behind: hung-task reports, dumps by sysrq, stacks of /proc and
 * lockdep's list of held locks; and finds the task because of which all others wait for the RTNL.
 * Pure: nothing here enters the kernel.
 */
@NullMarked
package io.rtnlab.probes.hung;

import org.jspecify.annotations.NullMarked;
