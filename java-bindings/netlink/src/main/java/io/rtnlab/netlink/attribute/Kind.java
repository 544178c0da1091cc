// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

/**
 * One of several things that an attribute may hold, distinguished by the name of its kind in
 * another attribute beside it.
 */
public interface Kind {

  /** The kernel's name of the kind, such as {@code vlan} or {@code htb}. */
  String kind();

  /** What the attribute holds; empty where the name says it all. */
  byte[] toArray();
}
