// SPDX-License-Identifier: Apache-2.0
/**
 * The few system calls and structures of Linux that rtnlab needs, through the Foreign Function
 * &amp; Memory API. Each class is one subject of section 2 of the manual: descriptors, namespaces,
 * memory maps, user faults. Nothing here knows the RTNL, and a failed call is a {@code
 * SystemCallException} with its errno.
 */
@NullMarked
package io.rtnlab.libc;

import org.jspecify.annotations.NullMarked;
