// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import io.rtnlab.lab.fingerprint.KernelVersion;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.probes.request.EndedCall;
import io.rtnlab.probes.request.SentMessage;
import io.rtnlab.results.bill.Bounds;
import java.util.Set;

/**
 * How often a request takes the RTNL, by what the kernel's sources register ({@code
 * RTNL_FLAG_DOIT_UNLOCKED}, {@code RTNL_FLAG_DUMP_UNLOCKED}): for machines on which no probe sees
 * every acquisition. Where sources of a version differ, or a driver decides, the bounds do.
 */
final class LockUse {
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int IFINFOMSG = 16;
  private static final int IFLA_EXT_MASK = 29;
  private static final Bounds ONCE = Bounds.exactly(1);
  private static final Bounds PERHAPS = new Bounds(0, 1);

  /** Reads that take the device's reference or RCU alone, in every version since 4.19. */
  private static final Set<Long> UNLOCKED_IOCTLS =
      Set.of(0x8910L, 0x8913L, 0x8921L, 0x8927L, 0x8933L, 0x8942L, 0x891dL, 0x8970L);

  private final KernelVersion kernel;

  LockUse(KernelVersion kernel) {
    this.kernel = kernel;
  }

  /** Of a message, or of each buffer of its answer where it is a dump. */
  Bounds of(SentMessage message) {
    if (message.protocol() != SentMessage.NETLINK_ROUTE) {
      return PERHAPS;
    }
    return message.dump() ? ofDump(message) : ofSingle(message);
  }

  private Bounds ofDump(SentMessage message) {
    if (!kernel.atLeast(6, 9)) {
      return ONCE; // the family's own mutex of dumps is rtnl_mutex
    }
    boolean later = kernel.atLeast(6, 10);
    return switch (message.type()) {
      case MessageType.RTM_GETLINK ->
          kernel.atLeast(7, 2) && nameOnly(message) ? Bounds.NONE : ONCE;
      case MessageType.RTM_GETROUTE, MessageType.RTM_GETADDR ->
          later && (message.family() == AF_INET || message.family() == AF_INET6)
              ? Bounds.NONE
              : PERHAPS;
      case MessageType.RTM_GETRULE, MessageType.RTM_GETNSID, MessageType.RTM_GETNETCONF ->
          later ? Bounds.NONE : PERHAPS;
      case MessageType.RTM_GETNEIGH -> message.family() == 7 ? ONCE : later ? Bounds.NONE : PERHAPS;
      case MessageType.RTM_GETADDRLABEL -> Bounds.NONE;
      case MessageType.RTM_GETNEIGHTBL -> kernel.atLeast(6, 19) ? PERHAPS : ONCE;
      default -> ONCE;
    };
  }

  private Bounds ofSingle(SentMessage message) {
    return switch (message.type()) {
      case MessageType.RTM_GETROUTE,
          MessageType.RTM_NEWADDRLABEL,
          MessageType.RTM_DELADDRLABEL,
          MessageType.RTM_GETADDRLABEL,
          MessageType.RTM_GETNSID ->
          Bounds.NONE;
      case MessageType.RTM_NEWROUTE, MessageType.RTM_DELROUTE ->
          message.family() == AF_INET6 && kernel.atLeast(6, 16) ? Bounds.NONE : ONCE;
      case MessageType.RTM_GETLINK ->
          kernel.atLeast(7, 2) && nameOnly(message) ? Bounds.NONE : ONCE;
      case MessageType.RTM_NEWTFILTER, MessageType.RTM_DELTFILTER, MessageType.RTM_GETTFILTER ->
          PERHAPS; // the classifier decides since 5.1
      case MessageType.RTM_GETNEIGH, MessageType.RTM_GETNETCONF, MessageType.RTM_GETADDR -> PERHAPS;
      default -> ONCE;
    };
  }

  private static boolean nameOnly(SentMessage message) {
    return (message.attribute32(IFINFOMSG, IFLA_EXT_MASK).orElse(0) & Link.RTEXT_FILTER_NAME_ONLY)
        != 0;
  }

  /** Of an ioctl, or of a call that made a namespace. */
  Bounds of(EndedCall call) {
    if (call.kind() == EndedCall.Kind.IOCTL) {
      return UNLOCKED_IOCTLS.contains(call.argument()) ? Bounds.NONE : unlessRefused(call);
    }
    return new Bounds(1, 16); // its loopback is registered, and each subsystem may take it
  }

  private static Bounds unlessRefused(EndedCall call) {
    return call.result() < 0 ? PERHAPS : ONCE;
  }
}
