// SPDX-License-Identifier: Apache-2.0
/** Looks at the RTNL of this host again and again: no load, nothing attached. */
@NullMarked
package io.rtnlab.lab.watch;

import org.jspecify.annotations.NullMarked;
