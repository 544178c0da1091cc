// SPDX-License-Identifier: Apache-2.0
/**
 * Netlink sockets through jnr-ffi. It is here to be compared: the same few calls, the same contract
 * test.
 */
@NullMarked
package io.rtnlab.bridge.jnr;

import org.jspecify.annotations.NullMarked;
