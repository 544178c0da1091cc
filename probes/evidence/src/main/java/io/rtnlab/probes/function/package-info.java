// SPDX-License-Identifier: Apache-2.0
/**
 * What the kernel's functions cost a request: a function graph's calls, requests and holds of one
 * clock in, each function's own time in a request out.
 */
@NullMarked
package io.rtnlab.probes.function;

import org.jspecify.annotations.NullMarked;
