// SPDX-License-Identifier: Apache-2.0
/**
 * Operations on network namespaces: creating one and waiting for the end of its teardown
 * (net/core/net_namespace.c). Each file is one operation; {@link
 * io.rtnlab.workloads.netns.NetnsOperations} lists them. The package uses {@link
 * io.rtnlab.workloads.base} and no other subsystem's package.
 */
@NullMarked
package io.rtnlab.workloads.netns;

import org.jspecify.annotations.NullMarked;
