// SPDX-License-Identifier: Apache-2.0
/** What {@code rtnlab watch} prints: a line a second, and a summary at its end. */
@NullMarked
package io.rtnlab.results.watch;

import org.jspecify.annotations.NullMarked;
