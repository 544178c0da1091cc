// SPDX-License-Identifier: Apache-2.0
/**
 * Turns documents into text for people. A report reads documents only, so the report of an old run
 * reads like that of a new one.
 */
@NullMarked
package io.rtnlab.results.report.text;

import org.jspecify.annotations.NullMarked;
