// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Kind;
import io.rtnlab.netlink.message.tc.qdisc.Fifo;
import io.rtnlab.netlink.message.tc.qdisc.Htb;

/**
 * How packets wait and in which order they leave ({@code TCA_KIND} and {@code TCA_OPTIONS} of a
 * {@link Qdisc} or a {@link TrafficClass}): {@link Htb}, {@link Fifo}, …; {@link OtherDiscipline}
 * for one without options, or one not known here.
 */
public interface Discipline extends Kind {}
