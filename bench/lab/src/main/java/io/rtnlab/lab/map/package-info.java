// SPDX-License-Identifier: Apache-2.0
/** {@code rtnlab map}: which requests of this kernel take the RTNL. */
@NullMarked
package io.rtnlab.lab.map;

import org.jspecify.annotations.NullMarked;
