// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.live;

import io.rtnlab.bridge.ffm.FfmBridge;
import io.rtnlab.libc.Needs;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.EventStream;
import io.rtnlab.netlink.session.Group;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;

/** A network namespace of a test's own, and sockets in it. */
public final class Sandbox implements AutoCloseable {
  private final NetworkNamespace namespace;

  private Sandbox(NetworkNamespace namespace) {
    this.namespace = namespace;
  }

  public static Sandbox create() throws IOException {
    Needs.netns();
    return new Sandbox(NetworkNamespace.create());
  }

  public NetworkNamespace namespace() {
    return namespace;
  }

  NetlinkPort port() throws IOException {
    return port(PortOptions.DEFAULT);
  }

  NetlinkPort port(PortOptions options) throws IOException {
    return namespace.run(() -> new FfmBridge().open(options));
  }

  public NetlinkSession session() throws IOException {
    return new NetlinkSession(port());
  }

  NetlinkSession session(PortOptions options) throws IOException {
    return new NetlinkSession(port(options));
  }

  EventStream events(PortOptions options, Group... groups) throws IOException {
    return namespace.run(() -> EventStream.open(new FfmBridge(), options, groups));
  }

  EventStream events(Group... groups) throws IOException {
    return namespace.run(() -> EventStream.open(new FfmBridge(), groups));
  }

  @Override
  public void close() {
    namespace.close();
  }
}
