// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.dumpcheck;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import io.rtnlab.lab.dumpcheck.DumpKind.Preparation;
import io.rtnlab.netlink.wire.MessageWriter;
import java.util.List;

/**
 * Traffic control: the classes of an HTB qdisc, and a qdisc below each.
 *
 * <pre>
 *  struct tcmsg  0 family u8 │ 4 ifindex s32 │ 8 handle u32 │ 12 parent u32 │ 16 info u32
 * </pre>
 */
final class TcDumpKinds {
  private static final int RTM_NEWQDISC = 36;
  private static final int RTM_NEWTCLASS = 40;
  private static final int RTNLGRP_TC = 4;
  private static final int TC_H_ROOT = 0xFFFF_FFFF;
  private static final int TCA_KIND = 1;
  private static final int TCA_OPTIONS = 2;
  private static final int TCA_HTB_PARMS = 1;
  private static final int TCA_HTB_INIT = 2;
  private static final int HANDLE = 8;

  /** {@code 1:}. */
  private static final int HTB = 0x1_0000;

  private static final int OBJECTS = 300;

  /** The kernel gives majors from here on ({@code qdisc_alloc_handle}). */
  private static final int KERNELS_OWN = 0x8000;

  private TcDumpKinds() {}

  static DumpKind classes(int link) {
    DumpKind.Body one = (w, object) -> htbClass(w, link, object);
    return new DumpKind(
        "classes",
        OBJECTS,
        RTM_NEWTCLASS,
        List.of(new Preparation(RTM_NEWQDISC, 1, (w, _) -> htb(w, link))),
        one,
        (w, object) -> tc(w, link, HTB + object + 1, HTB),
        (w, _) -> tc(w, link, 0, 0),
        RTNLGRP_TC,
        (bytes, payload, _) -> (bytes.get(JAVA_INT_UNALIGNED, payload + HANDLE) & 0xFFFF) - 1);
  }

  /** The n-th has the handle {@code n+2:} and stands below class {@code 1:n+1}. */
  static DumpKind qdiscs(int link) {
    return new DumpKind(
        "qdiscs",
        OBJECTS,
        RTM_NEWQDISC,
        List.of(
            new Preparation(RTM_NEWQDISC, 1, (w, _) -> htb(w, link)),
            new Preparation(
                RTM_NEWTCLASS, Preparation.ONE_EACH, (w, object) -> htbClass(w, link, object))),
        (w, object) -> tc(w, link, (object + 2) << 16, HTB + object + 1).text(TCA_KIND, "pfifo"),
        (w, object) -> tc(w, link, (object + 2) << 16, HTB + object + 1),
        (w, _) -> tc(w, 0, 0, 0),
        RTNLGRP_TC,
        (bytes, payload, _) -> {
          int major = bytes.get(JAVA_INT_UNALIGNED, payload + HANDLE) >>> 16;
          return major >= 2 && major < KERNELS_OWN ? major - 2 : DumpKind.OTHER;
        });
  }

  private static MessageWriter tc(MessageWriter to, int link, int handle, int parent) {
    return to.u32(0).u32(link).u32(handle).u32(parent).u32(0);
  }

  /** {@code struct tc_htb_glob}: version, rate2quantum, defcls, debug, direct_pkts. */
  private static void htb(MessageWriter to, int link) {
    int options = tc(to, link, HTB, TC_H_ROOT).text(TCA_KIND, "htb").beginNested(TCA_OPTIONS);
    byte[] init = new byte[20];
    init[0] = 3;
    init[4] = 10;
    to.bytes(TCA_HTB_INIT, init).endNested(options);
  }

  /**
   * {@code struct tc_htb_opt}: two {@code struct tc_ratespec} of 12 bytes, each with the link layer
   * at 1 and the rate at 8, then buffer, cbuffer, quantum, level, prio.
   */
  private static void htbClass(MessageWriter to, int link, int object) {
    int options =
        tc(to, link, HTB + object + 1, HTB).text(TCA_KIND, "htb").beginNested(TCA_OPTIONS);
    byte[] parameters = new byte[44];
    for (int rate = 0; rate < 24; rate += 12) {
      parameters[rate + 1] = 1; // Ethernet: the kernel reckons times without a table
      parameters[rate + 10] = 1; // 65,536 bytes a second
    }
    to.bytes(TCA_HTB_PARMS, parameters).endNested(options);
  }
}
