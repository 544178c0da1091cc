// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.LinkKind;
import io.rtnlab.netlink.message.route.Rule;
import java.util.Optional;

/** Makes things so, whatever is there. */
final class Ensuring {
  private Ensuring() {}

  static <T extends KernelObject<T>> void of(NetlinkSession session, T object)
      throws NetlinkException {
    switch (object) {
      case Link link -> link(session, link);
      case Rule rule -> addUnlessThere(session, rule); // a rule cannot be replaced
      default -> session.replace(object);
    }
  }

  private static void addUnlessThere(NetlinkSession session, Rule rule) throws NetlinkException {
    try {
      session.add(rule);
    } catch (NetlinkException refused) {
      if (refused.errno() != Errno.EEXIST) {
        throw refused;
      }
    }
  }

  private static void link(NetlinkSession session, Link wanted) throws NetlinkException {
    Optional<Link> there =
        session.find(wanted.index() == 0 ? Link.named(wanted.name()) : Link.index(wanted.index()));
    if (there.isEmpty()) {
      session.add(wanted);
      return;
    }
    Link found = there.get();
    Optional<String> kind = wanted.kind().map(LinkKind::kind);
    if (kind.isPresent() && !kind.equals(found.kind().map(LinkKind::kind))) {
      session.delete(Link.index(found.index()));
      session.add(wanted);
      return;
    }
    try {
      session.change(wanted);
    } catch (NetlinkException refused) {
      boolean fixedKind = refused.errno() == Errno.EOPNOTSUPP || refused.errno() == Errno.EEXIST;
      if (!fixedKind || !wanted.has(Link.INFO)) {
        throw refused;
      }
      // A kind that cannot be changed once it is made, as veth: the rest can.
      session.change(wanted.with(wanted.attributes().without(Link.INFO)));
    }
  }
}
