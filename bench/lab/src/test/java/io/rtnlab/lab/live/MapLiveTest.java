// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.lab.map.MapPlan;
import io.rtnlab.lab.map.RtnlMap;
import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.results.map.MapRow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Requests whose locking is the same on every kernel from 5.4 on. */
class MapLiveTest {
  @Test
  void requestsThatLockAndOthersAreKeptApart() throws Exception {
    Live.needsNamespaces();
    Live.needs(new BpfProbe(), "bpf");
    needsHolder();
    String only = "^(SIOCGIFMTU|SIOCSIFMTU|RTM_NEWADDR AF_INET do|sysctl ipv4/ip_forward)";
    List<MapRow> map = new RtnlMap(new MapPlan(30, Pattern.compile(only), false)).run();
    assertEquals(
        Map.of(
            "SIOCGIFMTU", "free",
            "SIOCSIFMTU", "locked",
            "RTM_NEWADDR", "locked",
            "sysctl ipv4/ip_forward", "trylock"),
        map.stream().collect(Collectors.toMap(MapRow::message, MapRow::verdict)),
        map::toString);
  }

  private static void needsHolder() {
    try {
      CalibratedHolder.prepare().close();
    } catch (IOException refused) {
      assumeTrue(false, "needs userfaultfd: " + refused.getMessage());
    }
  }
}
