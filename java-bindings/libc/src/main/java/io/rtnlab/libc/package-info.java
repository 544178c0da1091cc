// SPDX-License-Identifier: Apache-2.0
/**
 * The few system calls and structures of Linux that rtnlab needs, through the Foreign Function
 * &amp; Memory API.
 */
@NullMarked
package io.rtnlab.libc;

import org.jspecify.annotations.NullMarked;
