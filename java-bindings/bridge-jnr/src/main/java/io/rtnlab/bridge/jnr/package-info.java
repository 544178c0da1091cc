// SPDX-License-Identifier: Apache-2.0
/** Netlink sockets through jnr-ffi. */
@NullMarked
package io.rtnlab.bridge.jnr;

import org.jspecify.annotations.NullMarked;
