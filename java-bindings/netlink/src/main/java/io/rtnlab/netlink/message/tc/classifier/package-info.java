// SPDX-License-Identifier: Apache-2.0
/** How filters tell packets apart. */
@NullMarked
package io.rtnlab.netlink.message.tc.classifier;

import org.jspecify.annotations.NullMarked;
