// SPDX-License-Identifier: Apache-2.0
/** What one program's requests cost all other programs, and cheaper ways to ask. */
@NullMarked
package io.rtnlab.lab.bill;

import org.jspecify.annotations.NullMarked;
