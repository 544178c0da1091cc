// SPDX-License-Identifier: Apache-2.0
/** What {@code rtnlab bill} answers: what one program's requests cost all other programs. */
@NullMarked
package io.rtnlab.results.bill;

import org.jspecify.annotations.NullMarked;
