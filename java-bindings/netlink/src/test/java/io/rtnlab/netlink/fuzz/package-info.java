// SPDX-License-Identifier: Apache-2.0
/** Bytes that no kernel would send. */
@NullMarked
package io.rtnlab.netlink.fuzz;

import org.jspecify.annotations.NullMarked;
