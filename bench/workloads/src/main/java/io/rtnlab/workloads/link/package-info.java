// SPDX-License-Identifier: Apache-2.0
/**
 * Operations on network devices: creating, changing, moving and listing them
 * (net/core/rtnetlink.c). Each file is one operation; {@link
 * io.rtnlab.workloads.link.LinkOperations} lists them. The package uses {@link
 * io.rtnlab.workloads.base} and no other subsystem's package.
 */
@NullMarked
package io.rtnlab.workloads.link;

import org.jspecify.annotations.NullMarked;
