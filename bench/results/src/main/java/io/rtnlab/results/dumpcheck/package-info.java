// SPDX-License-Identifier: Apache-2.0
/** The oracle of dumps: a log of what was true when, and judgements by intervals. No kernel. */
@NullMarked
package io.rtnlab.results.dumpcheck;

import org.jspecify.annotations.NullMarked;
