// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.port;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A way from Java into the kernel's netlink sockets. Implementations are found with {@link
 * java.util.ServiceLoader}; all of them carry the same bytes and return the same numbers.
 */
public interface NetlinkBridge {

  /**
   * The first on the class path that works here.
   *
   * @throws IOException if none does, with the reason of each
   */
  static NetlinkBridge any() throws IOException {
    List<String> reasons = new ArrayList<>();
    for (NetlinkBridge bridge : ServiceLoader.load(NetlinkBridge.class)) {
      Optional<String> reason = bridge.unavailable();
      if (reason.isEmpty()) {
        return bridge;
      }
      reasons.add(bridge.name() + ": " + reason.get());
    }
    throw new IOException(
        reasons.isEmpty()
            ? "no netlink bridge on the class path; add rtnlab-bridge-ffm"
            : "no netlink bridge works here: " + String.join("; ", reasons));
  }

  /** The name users choose it by, such as {@code ffm}, {@code jni}, {@code jna}, {@code jnr}. */
  String name();

  /**
   * Why this bridge cannot work here and what would unlock it, as one sentence; empty where it can.
   */
  Optional<String> unavailable();

  /**
   * Opens, configures and binds a socket in the calling thread's network namespace.
   *
   * @throws IOException if the kernel refuses, naming the call and the errno
   */
  NetlinkPort open(PortOptions options) throws IOException;

  /**
   * The same in a network namespace. The calling thread, which may be a virtual one, stays where it
   * is.
   *
   * @throws IOException if the namespace cannot be entered (needs {@code CAP_SYS_ADMIN}), or this
   *     bridge cannot enter any
   */
  default NetlinkPort open(PortOptions options, NetNamespace namespace) throws IOException {
    throw new IOException(
        "the bridge " + name() + " cannot enter " + namespace + "; use the bridge ffm");
  }
}
