// SPDX-License-Identifier: Apache-2.0
/**
 * Kernel A beside kernel B: which boots are compared and how they were ordered, what is counted
 * exactly, what statistics say of the rest, and which part of a request the change lies in. Reads
 * folders, needs no kernel.
 */
@NullMarked
package io.rtnlab.results.compare;

import org.jspecify.annotations.NullMarked;
