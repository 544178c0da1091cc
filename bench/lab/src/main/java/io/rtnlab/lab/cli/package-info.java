// SPDX-License-Identifier: Apache-2.0
/**
 * The commands, one file each. A command reads its options, calls a package that does the work, and
 * prints; a wrong command line is one sentence and status 2.
 */
@NullMarked
package io.rtnlab.lab.cli;

import org.jspecify.annotations.NullMarked;
