// SPDX-License-Identifier: Apache-2.0
/** Netlink sockets through Java Native Access, directly mapped. */
@NullMarked
package io.rtnlab.bridge.jna;

import org.jspecify.annotations.NullMarked;
