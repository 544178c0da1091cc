// SPDX-License-Identifier: Apache-2.0
/**
 * Operations on wireless links (net/wireless), on radios that mac80211_hwsim simulates. Each file
 * is one operation; {@link io.rtnlab.workloads.wireless.WirelessOperations} lists them. The package
 * uses {@link io.rtnlab.workloads.base} and no other subsystem's package.
 */
@NullMarked
package io.rtnlab.workloads.wireless;

import org.jspecify.annotations.NullMarked;
