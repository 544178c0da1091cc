// SPDX-License-Identifier: Apache-2.0
/** The map of the RTNL: which requests take the mutex, judged from counts. Needs no kernel. */
@NullMarked
package io.rtnlab.results.map;

import org.jspecify.annotations.NullMarked;
