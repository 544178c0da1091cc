// SPDX-License-Identifier: Apache-2.0
/**
 * Workers that fire mixes of operations at their own pace, and record a span and a latency for each
 * request. Knows neither netlink nor probes: an operation is whatever returns 0 or {@code -errno}.
 */
@NullMarked
package io.rtnlab.engine;

import org.jspecify.annotations.NullMarked;
