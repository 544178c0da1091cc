// SPDX-License-Identifier: Apache-2.0
/**
 * Attributes as a table: the number, the kernel's name, the word that people use and the format of
 * each, from which reading, writing, checking and printing follow.
 */
@NullMarked
package io.rtnlab.netlink.attribute;

import org.jspecify.annotations.NullMarked;
