// SPDX-License-Identifier: Apache-2.0
/**
 * Runs, results, reports, and the command line over them. Only what needs a kernel is here:
 * whatever can be answered from files is in {@code io.rtnlab.results}. {@code Main} lists the
 * commands; each is an adapter in {@code cli} over a package of its own.
 */
@NullMarked
package io.rtnlab.lab;

import org.jspecify.annotations.NullMarked;
