package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Attributes;

/**
 * What a link is made of: its kind, such as {@code vlan}, and what only that kind has ({@code
 * IFLA_INFO_KIND} and {@code IFLA_INFO_DATA}).
 */
public interface LinkKind {

  /** The kernel's name of the kind. */
  String kind();

  /** What only this kind has; empty for a kind without. */
  Attributes attributes();
}
