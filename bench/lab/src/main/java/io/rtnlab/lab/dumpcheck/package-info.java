// SPDX-License-Identifier: Apache-2.0
/** {@code rtnlab dumpcheck}: whether dumps tell the truth while others write. */
@NullMarked
package io.rtnlab.lab.dumpcheck;

import org.jspecify.annotations.NullMarked;
