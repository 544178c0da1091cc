// SPDX-License-Identifier: Apache-2.0
/** Backends that watch the RTNL: what each can see, whether it opens here, and the seam to them. */
@NullMarked
package io.rtnlab.probes;

import org.jspecify.annotations.NullMarked;
