// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.message.MessageType;
import java.io.IOException;
import java.util.List;

/** Ids by which a namespace names others (net/core/net_namespace.c, {@code rtnl_net_newid}). */
final class NamespaceCells {
  private static final int NETNSA_NSID = 1;
  private static final int NETNSA_FD = 3;
  private static final int FIRST_ID = 77;

  private final MapFixture fixture;
  private final NetworkNamespace own;
  private NetworkNamespace other;
  private int id = FIRST_ID;

  NamespaceCells(MapFixture fixture) {
    this.fixture = fixture;
    own = fixture.namespace();
    other = own;
  }

  List<Cell> all() {
    Cell.Act name =
        () -> {
          id++; // the kernel frees the id of a namespace some time after the namespace
          int number = other.file().number();
          return fixture
              .ask(
                  MessageType.RTM_NEWNSID,
                  0,
                  w -> w.u32(0).u32(NETNSA_NSID, id).u32(NETNSA_FD, number))
              .go();
        };
    Cell.Act drop =
        () -> {
          other.close();
          other = own;
          return 1;
        };
    Cell.Act make =
        () -> {
          try {
            other = NetworkNamespace.create();
            return 1;
          } catch (IOException refused) {
            return 0;
          }
        };
    return List.of(
        new Cell("RTM_NEWNSID", "AF_UNSPEC", "do", "", make, name, drop),
        new Cell(
            "RTM_GETNSID",
            "AF_UNSPEC",
            "do",
            "",
            fixture.ask(
                MessageType.RTM_GETNSID, 0, w -> w.u32(0).u32(NETNSA_FD, own.file().number())),
            Cell.NOTHING),
        new Cell(
            "RTM_GETNSID",
            "AF_UNSPEC",
            "dump",
            "",
            () -> make.go() > 0 ? name.go() : 0,
            fixture.dump(MessageType.RTM_GETNSID, w -> w.u32(0)),
            drop));
  }
}
