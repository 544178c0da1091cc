// SPDX-License-Identifier: Apache-2.0
/** What other programs and the kernel really said, read and written by this library. */
@NullMarked
package io.rtnlab.netlink.capture;

import org.jspecify.annotations.NullMarked;
