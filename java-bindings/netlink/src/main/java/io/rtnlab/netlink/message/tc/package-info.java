// SPDX-License-Identifier: Apache-2.0
/** Traffic control: disciplines, classes, filters and actions. */
@NullMarked
package io.rtnlab.netlink.message.tc;

import org.jspecify.annotations.NullMarked;
