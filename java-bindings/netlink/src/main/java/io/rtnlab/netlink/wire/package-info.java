// SPDX-License-Identifier: Apache-2.0
/**
 * Netlink as bytes: the header, a writer and two cursors over native memory, a pre-encoded request
 * to patch in place, and the kernel's extended acknowledgement. Nothing here allocates once made,
 * save where it says so, and nothing reads or writes outside the memory it was given.
 */
@NullMarked
package io.rtnlab.netlink.wire;

import org.jspecify.annotations.NullMarked;
