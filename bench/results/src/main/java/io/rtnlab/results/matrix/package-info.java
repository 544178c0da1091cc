// SPDX-License-Identifier: Apache-2.0
/**
 * Documents of a comparison of kernels: the plan of a matrix, the outcome of each boot, the folder
 * that keeps both, and the spread of a figure over boots. Running the matrix is the lab's part.
 */
@NullMarked
package io.rtnlab.results.matrix;

import org.jspecify.annotations.NullMarked;
