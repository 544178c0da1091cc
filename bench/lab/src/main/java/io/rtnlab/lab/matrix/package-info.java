// SPDX-License-Identifier: Apache-2.0
/**
 * Runs one job on many kernels: which boots in which order, how each is started, and what became of
 * it. The documents of a matrix and its table are in {@link io.rtnlab.results.matrix} and {@link
 * io.rtnlab.results.report.text}.
 */
@NullMarked
package io.rtnlab.lab.matrix;

import org.jspecify.annotations.NullMarked;
