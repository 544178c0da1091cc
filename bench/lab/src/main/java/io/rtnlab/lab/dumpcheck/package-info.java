// SPDX-License-Identifier: Apache-2.0
/** {@code rtnlab dumpcheck}: whether dumps are true while others write. */
@NullMarked
package io.rtnlab.lab.dumpcheck;

import org.jspecify.annotations.NullMarked;
