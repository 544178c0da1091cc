// SPDX-License-Identifier: Apache-2.0
/** The attribute tables against what the kernel says of itself; see refresh.sh in the resources. */
@NullMarked
package io.rtnlab.netlink.kernel;

import org.jspecify.annotations.NullMarked;
