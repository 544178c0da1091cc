// SPDX-License-Identifier: Apache-2.0
/**
 * A holder of {@code rtnl_mutex} whose hold has a known length: the truth against which every probe
 * and every attribution is tested.
 */
@NullMarked
package io.rtnlab.probes.hold;

import org.jspecify.annotations.NullMarked;
