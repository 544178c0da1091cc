// SPDX-License-Identifier: Apache-2.0
/**
 * How far a backend is off, against holds of the RTNL whose length is known because they were
 * planted.
 */
@NullMarked
package io.rtnlab.probes.calibration;

import org.jspecify.annotations.NullMarked;
