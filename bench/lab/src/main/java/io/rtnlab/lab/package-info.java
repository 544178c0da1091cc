// SPDX-License-Identifier: Apache-2.0
/** Runs, results, reports, and the command line over them. */
@NullMarked
package io.rtnlab.lab;

import org.jspecify.annotations.NullMarked;
