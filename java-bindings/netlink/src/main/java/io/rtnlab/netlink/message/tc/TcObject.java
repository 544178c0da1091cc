// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.message.KernelObject;

/**
 * Something of traffic control that belongs to a link ({@code struct tcmsg}).
 *
 * @param <T> the object itself
 */
public sealed interface TcObject<T extends TcObject<T>> extends KernelObject<T>
    permits Qdisc, TrafficClass, Filter, Chain {

  int family();

  /** Index of the link. */
  int dev();

  /** Its own number, see {@link TrafficControl#handle}. */
  int handle();

  /** The number of what it is below. */
  int parent();

  /** What it means depends on the object. */
  int info();
}
