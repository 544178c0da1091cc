// SPDX-License-Identifier: Apache-2.0
/**
 * The catalogue of operations that can be sent to the kernel to take the RTNL. Operations are
 * grouped by kernel subsystem, one package each, and every package keeps its own list; {@link
 * io.rtnlab.workloads.Catalogue} joins the lists.
 */
@NullMarked
package io.rtnlab.workloads;

import org.jspecify.annotations.NullMarked;
