// SPDX-License-Identifier: Apache-2.0
/**
 * What this kernel and this account can measure, found out by trying. Every backend is opened for
 * real, never judged by configuration or listings, and what is missing comes with what would unlock
 * it. {@code doctor --calibrate} plants holds of known length and writes a {@code
 * CalibrationDocument}.
 */
@NullMarked
package io.rtnlab.lab.doctor;

import org.jspecify.annotations.NullMarked;
