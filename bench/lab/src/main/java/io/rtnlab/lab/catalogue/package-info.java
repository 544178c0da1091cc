// SPDX-License-Identifier: Apache-2.0
/** The list of operations, as {@code rtnlab operations} and the page in docs/ show it. */
@NullMarked
package io.rtnlab.lab.catalogue;

import org.jspecify.annotations.NullMarked;
