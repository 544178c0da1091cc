// SPDX-License-Identifier: Apache-2.0
/** Kernel stacks: addresses to names, and names to what a thread was doing with the RTNL. */
@NullMarked
package io.rtnlab.probes.stack;

import org.jspecify.annotations.NullMarked;
