// SPDX-License-Identifier: Apache-2.0
/** What the log or the stacks of a hung host say: its JSON and its text. */
@NullMarked
package io.rtnlab.results.hung;

import org.jspecify.annotations.NullMarked;
