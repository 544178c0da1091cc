// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkBridgeContract;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class FfmBridgeTest extends NetlinkBridgeContract {
  @Override
  protected NetlinkBridge bridge() {
    return new FfmBridge();
  }

  @Test
  void isFoundAsAService() {
    assertTrue(
        ServiceLoader.load(NetlinkBridge.class).stream()
            .anyMatch(provider -> provider.type() == FfmBridge.class));
  }
}
