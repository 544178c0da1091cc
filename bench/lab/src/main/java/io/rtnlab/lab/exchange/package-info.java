// SPDX-License-Identifier: Apache-2.0
/** Requests as bytes: for commands that ask what no typed message says. */
@NullMarked
package io.rtnlab.lab.exchange;

import org.jspecify.annotations.NullMarked;
