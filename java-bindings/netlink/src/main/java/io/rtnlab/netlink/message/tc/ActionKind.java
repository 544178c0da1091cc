// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Kind;
import io.rtnlab.netlink.message.tc.action.Gact;
import io.rtnlab.netlink.message.tc.action.Mirred;

/**
 * What an {@link Action} does with a packet ({@code TCA_ACT_KIND} and {@code TCA_ACT_OPTIONS}):
 * {@link Gact}, {@link Mirred}, …; {@link OtherAction} for one not known here.
 */
public interface ActionKind extends Kind {}
