// SPDX-License-Identifier: Apache-2.0
/**
 * Queueing disciplines. One class for each {@code TCA_KIND} of a discipline or class, with its
 * {@code TCA_OPTIONS}. Some of them are C structures and not attributes; those are records with the
 * structure's fields.
 */
@NullMarked
package io.rtnlab.netlink.message.tc.qdisc;

import org.jspecify.annotations.NullMarked;
