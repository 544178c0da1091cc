// SPDX-License-Identifier: Apache-2.0
/**
 * What every report is made of, whatever it is printed as: sections of typed tables and notes.
 * Reports know documents and no output format; formats know sections and no document.
 */
@NullMarked
package io.rtnlab.results.report;

import org.jspecify.annotations.NullMarked;
