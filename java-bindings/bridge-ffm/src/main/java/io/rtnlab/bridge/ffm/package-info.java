// SPDX-License-Identifier: Apache-2.0
/**
 * Netlink sockets through the Foreign Function &amp; Memory API. It is the default: no native
 * library is needed, and errno comes with the call. {@code ServiceLoader} finds it; the contract
 * test of {@code netlink.port} holds all bridges to the same behaviour.
 */
@NullMarked
package io.rtnlab.bridge.ffm;

import org.jspecify.annotations.NullMarked;
