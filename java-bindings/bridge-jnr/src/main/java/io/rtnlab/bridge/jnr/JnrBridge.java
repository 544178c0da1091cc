// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.jnr;

import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.port.SocketPort;
import java.io.IOException;
import java.util.Optional;

/** The way that JRuby took: jnr-ffi, which generates its stubs at run time. */
public final class JnrBridge implements NetlinkBridge {

  @Override
  public String name() {
    return "jnr";
  }

  @Override
  public Optional<String> unavailable() {
    try {
      new JnrSocketCalls().close(-1);
      return Optional.empty();
    } catch (LinkageError e) {
      return Optional.of("jnr-ffi does not load its native library: " + e);
    }
  }

  @Override
  public NetlinkPort open(PortOptions options) throws IOException {
    return SocketPort.open(JnrSocketCalls::new, options);
  }
}
