// SPDX-License-Identifier: Apache-2.0
/**
 * A kernel tree's commits, each built, booted and measured: which of them made an operation worse,
 * and what each of a series did.
 */
@NullMarked
package io.rtnlab.lab.bisect;

import org.jspecify.annotations.NullMarked;
