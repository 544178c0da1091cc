// SPDX-License-Identifier: Apache-2.0
/**
 * Netlink sockets through Java Native Access, directly mapped. It is here to be compared: the same
 * few calls, the same contract test. {@code rtnlab bench bridges} measures what it costs beside
 * plain C.
 */
@NullMarked
package io.rtnlab.bridge.jna;

import org.jspecify.annotations.NullMarked;
