// SPDX-License-Identifier: Apache-2.0
/**
 * Netlink sockets through the Java Native Interface, with a few lines of C. It is here to be
 * compared: the same few calls, the same contract test. The C is in {@code native/jni}; its library
 * is built and packed with the jar.
 */
@NullMarked
package io.rtnlab.bridge.jni;

import org.jspecify.annotations.NullMarked;
