// SPDX-License-Identifier: Apache-2.0
/**
 * How far a backend is off, against holds of the RTNL whose length is known because they were
 * planted. {@code Calibrator} plants holds and has a thread wait for each; a {@code PlantedRound}
 * compares one hold with what the backend and the attribution made of it, a {@code Calibration}
 * sums the rounds up.
 */
@NullMarked
package io.rtnlab.probes.calibration;

import org.jspecify.annotations.NullMarked;
