// SPDX-License-Identifier: Apache-2.0
/**
 * The report of a calibration, in sections. Made from a {@code CalibrationDocument} alone, as
 * reports of runs are from theirs. Each column has a line in its legend.
 */
@NullMarked
package io.rtnlab.results.report.calibration;

import org.jspecify.annotations.NullMarked;
