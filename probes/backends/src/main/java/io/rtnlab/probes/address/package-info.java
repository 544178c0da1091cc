// SPDX-License-Identifier: Apache-2.0
/**
 * Where in the kernel {@code rtnl_mutex} is. The mutex is static, and without {@code
 * CONFIG_KALLSYMS_ALL} its address is in no list; but a thread that is made to wait for it can see
 * which mutex it was.
 */
@NullMarked
package io.rtnlab.probes.address;

import org.jspecify.annotations.NullMarked;
