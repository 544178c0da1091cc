// SPDX-License-Identifier: Apache-2.0
/**
 * Operations on writes to files of sysfs and procfs whose handlers take the RTNL
 * (net/core/net-sysfs.c, net/ipv4/devinet.c). Each file is one operation; {@link
 * io.rtnlab.workloads.file.FileOperations} lists them. The package uses {@link
 * io.rtnlab.workloads.base} and no other subsystem's package.
 */
@NullMarked
package io.rtnlab.workloads.file;

import org.jspecify.annotations.NullMarked;
