// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Kind;
import io.rtnlab.netlink.message.link.kind.BondPort;
import io.rtnlab.netlink.message.link.kind.BridgePort;
import io.rtnlab.netlink.message.link.kind.VrfPort;

/**
 * What a link is a port of, and what it has as such ({@code IFLA_INFO_SLAVE_KIND} and {@code
 * IFLA_INFO_SLAVE_DATA}): {@link BridgePort}, {@link BondPort}, {@link VrfPort}; {@link OtherPort}
 * for what is not known here.
 */
public interface PortKind extends Kind {}
