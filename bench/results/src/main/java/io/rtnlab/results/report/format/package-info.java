// SPDX-License-Identifier: Apache-2.0
/** Output formats of sections, one class each. */
@NullMarked
package io.rtnlab.results.report.format;

import org.jspecify.annotations.NullMarked;
