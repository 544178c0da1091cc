// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.port.NetlinkBridge;
import java.io.IOException;
import java.util.ServiceLoader;

/**
 * One implementation and a fixture of its own for it to work in, on a thread that is given to them
 * for good.
 */
final class BenchThread implements AutoCloseable {
  private final NetworkNamespace namespace;
  private final CImplementation plainC;
  private final Implementation implementation;

  /**
   * Moves the calling thread into a new network namespace.
   *
   * @param implementation {@code C}, {@code libmnl}, {@code memory} or the name of a bridge
   */
  BenchThread(String implementation) throws IOException {
    namespace = NetworkNamespace.create();
    namespace.enter();
    Fixture.set();
    plainC = CImplementation.plain();
    this.implementation = make(implementation);
  }

  private Implementation make(String name) throws IOException {
    return switch (name) {
      case "C" -> plainC;
      case "libmnl" -> CImplementation.libmnl();
      case "memory" -> new InMemoryImplementation();
      default -> new BridgeImplementation(bridge(name));
    };
  }

  private static NetlinkBridge bridge(String name) throws IOException {
    return ServiceLoader.load(NetlinkBridge.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(bridge -> bridge.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IOException("there is no bridge " + name));
  }

  /**
   * One round.
   *
   * @throws IllegalStateException if it failed
   */
  long perform(Work work, int units) {
    long done = implementation.perform(work, units);
    if (done < units) {
      throw new IllegalStateException(work.label() + ": errno " + -done);
    }
    return done;
  }

  /** Takes back what was inserted. */
  void undo(int units, boolean byNextHop) {
    if (plainC.removeRoutes(units, byNextHop) != units) {
      throw new IllegalStateException("not all routes were there again");
    }
  }

  @Override
  public void close() {
    if (implementation != plainC) {
      implementation.close();
    }
    plainC.close();
    namespace.close();
  }
}
