// SPDX-License-Identifier: Apache-2.0
/**
 * The report of a run in sections, a file for each: what a hurried reader needs first ({@link
 * io.rtnlab.results.report.run.Answer}), then all the rest. Made from the document alone, so the
 * report of an old run reads like that of a new one.
 */
@NullMarked
package io.rtnlab.results.report.run;

import org.jspecify.annotations.NullMarked;
