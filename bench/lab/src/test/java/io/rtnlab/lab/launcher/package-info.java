// SPDX-License-Identifier: Apache-2.0
/**
 * The launcher {@code ./rtnlab} itself, in a small checkout with a JDK and a Maven that are shell
 * scripts.
 */
@NullMarked
package io.rtnlab.lab.launcher;

import org.jspecify.annotations.NullMarked;
