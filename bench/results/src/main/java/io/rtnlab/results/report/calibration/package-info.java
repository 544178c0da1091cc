// SPDX-License-Identifier: Apache-2.0
/** The report of a calibration, in sections. */
@NullMarked
package io.rtnlab.results.report.calibration;

import org.jspecify.annotations.NullMarked;
