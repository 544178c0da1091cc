// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.probes.ftrace.MutexCalls.Call;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutexCallsTest {
  @Test
  void staticMutexesAreNamedBySymbolAndOthersByTheirCaller() {
    String trace =
        """
        # tracer: nop
        #
            java-71      [000] .....     5.120001: mutex_lock_71_9_1: (mutex_lock+0x4/0x40) at=0xffffffff82e5a2c0 lock=rtnl_mutex+0x0/0x20 caller=rtnl_newlink+0x1f/0x90
            java-71      [001] .....     5.120002: mutex_trylock_71_9_2: (mutex_trylock+0x0/0x60) at=0xffffffff82e5a2c0 lock=rtnl_mutex+0x0/0x20 caller=addrconf_fixup+0x5/0x90
            java-71      [001] .....     5.120003: mutex_lock_71_9_1: (mutex_lock+0x0/0x40) at=0xffff9e1a0299f0c8 lock=0xffff9e1a0299f0c8 caller=netlink_dump+0x44/0x4c0
            java-71      [001] .....     5.120004: mutex_lock_71_9_1: (mutex_lock+0x0/0x40) at=0xffffffffc0a5a2c0 lock=bnet_mutex+0x0/0x20 [bridge] caller=br_add+0x44/0x4c0 [bridge]
        """;
    String later =
        "    java-71 [001] ..... 5.120006: mutex_lock_71_9_1: (mutex_lock+0x0/0x40) at=0x1 lock=0x1"
            + " caller=tracing_read+0x1/0x9\n";
    assertEquals(
        List.of(
            new Call(0xffffffff82e5a2c0L, "rtnl_mutex", false),
            new Call(0xffffffff82e5a2c0L, "rtnl_mutex", true),
            new Call(0xffff9e1a0299f0c8L, "a mutex of netlink_dump", false),
            new Call(0xffffffffc0a5a2c0L, "bnet_mutex", false)),
        MutexCalls.parse(trace + later, 5_120_001_900L, 5_120_005_000L));
  }
}
