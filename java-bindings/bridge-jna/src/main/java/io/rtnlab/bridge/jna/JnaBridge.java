// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.jna;

import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.port.SocketPort;
import java.io.IOException;
import java.util.Optional;

/** The way of many Java projects: JNA and the native library that its jar carries. */
public final class JnaBridge implements NetlinkBridge {

  @Override
  public String name() {
    return "jna";
  }

  @Override
  public Optional<String> unavailable() {
    try {
      new JnaSocketCalls().close(-1);
      return Optional.empty();
    } catch (LinkageError e) {
      return Optional.of("JNA does not load its native library: " + e);
    }
  }

  @Override
  public NetlinkPort open(PortOptions options) throws IOException {
    return SocketPort.open(JnaSocketCalls::new, options);
  }
}
