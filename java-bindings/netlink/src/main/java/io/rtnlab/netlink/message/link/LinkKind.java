// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Kind;
import io.rtnlab.netlink.message.link.kind.Bridge;
import io.rtnlab.netlink.message.link.kind.Veth;
import io.rtnlab.netlink.message.link.kind.Vlan;

/**
 * What a link is made of, and what only that kind of link has ({@code IFLA_INFO_KIND} and {@code
 * IFLA_INFO_DATA}): {@link Veth}, {@link Vlan}, {@link Bridge}, …; {@link OtherLink} for a kind
 * without data of its own, or one not known here.
 */
public interface LinkKind extends Kind {}
