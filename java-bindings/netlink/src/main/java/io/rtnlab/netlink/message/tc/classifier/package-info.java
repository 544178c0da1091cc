// SPDX-License-Identifier: Apache-2.0
/** How filters distinguish packets. */
@NullMarked
package io.rtnlab.netlink.message.tc.classifier;

import org.jspecify.annotations.NullMarked;
