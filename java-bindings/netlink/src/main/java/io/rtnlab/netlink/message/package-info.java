// SPDX-License-Identifier: Apache-2.0
/** The kernel's network objects, one file each: the record, its header, its attributes. */
@NullMarked
package io.rtnlab.netlink.message;

import org.jspecify.annotations.NullMarked;
