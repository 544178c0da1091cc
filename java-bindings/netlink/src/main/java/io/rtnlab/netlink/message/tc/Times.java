// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Struct.U64;

/**
 * When an action was made and used ({@code struct tcf_t}), in clock ticks of 1/100 s ago.
 *
 * @param expires in how long it goes; 0 never
 */
public record Times(
    @U64 long installed, @U64 long lastUsed, @U64 long expires, @U64 long firstUsed) {}
