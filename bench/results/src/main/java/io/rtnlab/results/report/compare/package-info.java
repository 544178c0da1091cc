// SPDX-License-Identifier: Apache-2.0
/** Comparisons as text: for a terminal, and for a mail to a kernel mailing list. */
@NullMarked
package io.rtnlab.results.report.compare;

import org.jspecify.annotations.NullMarked;
