// SPDX-License-Identifier: Apache-2.0
/**
 * Output formats of sections, one class each. A {@code SectionFormat} renders typed tables and
 * notes; {@code Format} is the list of those that can be asked for by name. Adding one touches no
 * report.
 */
@NullMarked
package io.rtnlab.results.report.format;

import org.jspecify.annotations.NullMarked;
