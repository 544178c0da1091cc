// SPDX-License-Identifier: Apache-2.0
/**
 * Ports without a kernel behind them, for the tests of programs that use this library: one that
 * keeps objects as a kernel does, one that records a conversation, one that plays it again.
 */
@NullMarked
package io.rtnlab.netlink.fake;

import org.jspecify.annotations.NullMarked;
