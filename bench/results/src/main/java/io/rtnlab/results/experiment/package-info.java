// SPDX-License-Identifier: Apache-2.0
/** Experiments: what was expected, what came out. */
@NullMarked
package io.rtnlab.results.experiment;

import org.jspecify.annotations.NullMarked;
