// SPDX-License-Identifier: Apache-2.0
/** Netlink sockets through the Foreign Function &amp; Memory API. */
@NullMarked
package io.rtnlab.bridge.ffm;

import org.jspecify.annotations.NullMarked;
