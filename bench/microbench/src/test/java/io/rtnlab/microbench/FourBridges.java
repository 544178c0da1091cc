// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.netlink.port.NetlinkBridge;
import java.util.List;
import java.util.ServiceLoader;

/** The bridges on the class path, of which none may be missing. */
final class FourBridges {
  private FourBridges() {}

  static List<NetlinkBridge> all() {
    List<NetlinkBridge> bridges =
        ServiceLoader.load(NetlinkBridge.class).stream().map(ServiceLoader.Provider::get).toList();
    assertEquals(
        List.of("ffm", "jna", "jni", "jnr"),
        bridges.stream().map(NetlinkBridge::name).sorted().toList());
    return bridges;
  }
}
