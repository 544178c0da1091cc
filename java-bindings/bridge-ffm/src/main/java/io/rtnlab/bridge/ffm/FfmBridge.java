// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm;

import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.port.NetNamespace;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.port.SocketPort;
import java.io.IOException;
import java.util.Optional;

/** The default way to a socket: no native code of ours, no library but the JDK. */
public final class FfmBridge implements NetlinkBridge {

  @Override
  public String name() {
    return "ffm";
  }

  @Override
  public Optional<String> unavailable() {
    try {
      FfmSocketCalls calls = new FfmSocketCalls();
      calls.close(-1);
      return Optional.empty();
    } catch (IllegalCallerException e) {
      return Optional.of(
          "this JVM forbids native access: start it with --enable-native-access=ALL-UNNAMED");
    } catch (UnsupportedOperationException | ExceptionInInitializerError e) {
      return Optional.of("no foreign functions on this platform: " + e);
    }
  }

  @Override
  public NetlinkPort open(PortOptions options) throws IOException {
    return SocketPort.open(FfmSocketCalls::new, options);
  }

  @Override
  public NetlinkPort open(PortOptions options, NetNamespace namespace) throws IOException {
    try (NetworkNamespace entered = NetworkNamespace.open(namespace.file())) {
      return entered.run(() -> open(options));
    }
  }
}
