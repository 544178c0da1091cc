// SPDX-License-Identifier: Apache-2.0
/** The seam between rtnetlink in pure Java and whatever carries its bytes into the kernel. */
@NullMarked
package io.rtnlab.netlink.port;

import org.jspecify.annotations.NullMarked;
