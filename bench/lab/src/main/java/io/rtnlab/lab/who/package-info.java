// SPDX-License-Identifier: Apache-2.0
/** One look at the RTNL of this host: no load, nothing attached, no network interface asked for. */
@NullMarked
package io.rtnlab.lab.who;

import org.jspecify.annotations.NullMarked;
