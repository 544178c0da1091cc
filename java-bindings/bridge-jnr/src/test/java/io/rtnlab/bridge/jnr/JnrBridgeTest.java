// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.jnr;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkBridgeContract;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class JnrBridgeTest extends NetlinkBridgeContract {
  @Override
  protected NetlinkBridge bridge() {
    return new JnrBridge();
  }

  @Test
  void isFoundAsAService() {
    assertTrue(
        ServiceLoader.load(NetlinkBridge.class).stream()
            .anyMatch(provider -> provider.type() == JnrBridge.class));
  }
}
