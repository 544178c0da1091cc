// SPDX-License-Identifier: Apache-2.0
/** What {@code rtnlab who} answers: who holds the RTNL, the chain behind the holder, who waits. */
@NullMarked
package io.rtnlab.results.who;

import org.jspecify.annotations.NullMarked;
