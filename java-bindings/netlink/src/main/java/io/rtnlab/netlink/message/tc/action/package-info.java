// SPDX-License-Identifier: Apache-2.0
/** What filters do with packets. */
@NullMarked
package io.rtnlab.netlink.message.tc.action;

import org.jspecify.annotations.NullMarked;
