// SPDX-License-Identifier: Apache-2.0
/**
 * How filters distinguish packets. One class for each {@code TCA_KIND} of a filter, such as flower,
 * u32 or bpf, with its {@code TCA_OPTIONS} under the kernel's names.
 */
@NullMarked
package io.rtnlab.netlink.message.tc.classifier;

import org.jspecify.annotations.NullMarked;
