// SPDX-License-Identifier: Apache-2.0
/** Job files: runs that are named and kept. A job becomes the arguments of {@code rtnlab run}. */
@NullMarked
package io.rtnlab.lab.job;

import org.jspecify.annotations.NullMarked;
