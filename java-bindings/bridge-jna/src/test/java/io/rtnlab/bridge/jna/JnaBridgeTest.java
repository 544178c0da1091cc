// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.jna;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkBridgeContract;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class JnaBridgeTest extends NetlinkBridgeContract {
  @Override
  protected NetlinkBridge bridge() {
    return new JnaBridge();
  }

  @Test
  void isFoundAsAService() {
    assertTrue(
        ServiceLoader.load(NetlinkBridge.class).stream()
            .anyMatch(provider -> provider.type() == JnaBridge.class));
  }
}
