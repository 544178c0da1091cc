// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Kind;

/**
 * What a link is a port of, and what it has as such ({@code IFLA_INFO_SLAVE_KIND} and {@code
 * IFLA_INFO_SLAVE_DATA}): {@link BridgePort}, {@link BondPort}, {@link VrfPort}; {@link OtherPort}
 * for what is not known here.
 */
public interface PortKind extends Kind {}
