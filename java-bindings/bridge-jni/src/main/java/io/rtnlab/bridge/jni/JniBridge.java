// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.jni;

import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.port.SocketPort;
import java.io.IOException;
import java.util.Optional;

/** The old way: a library in C that the build compiles, where there is a compiler. */
public final class JniBridge implements NetlinkBridge {

  @Override
  public String name() {
    return "jni";
  }

  @Override
  public Optional<String> unavailable() {
    return JniLibrary.problem();
  }

  @Override
  public NetlinkPort open(PortOptions options) throws IOException {
    Optional<String> problem = unavailable();
    if (problem.isPresent()) {
      throw new IOException("bridge jni: " + problem.get());
    }
    return SocketPort.open(JniSocketCalls::new, options);
  }
}
