// SPDX-License-Identifier: Apache-2.0
/** Netlink sockets through the Java Native Interface, with a few lines of C. */
@NullMarked
package io.rtnlab.bridge.jni;

import org.jspecify.annotations.NullMarked;
