// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.netlink.port.NetlinkBridge;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The bridges on the class path. */
public final class Bridges {
  private Bridges() {}

  /** Every bridge, by name. */
  public static List<NetlinkBridge> all() {
    return ServiceLoader.load(NetlinkBridge.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(NetlinkBridge::name))
        .toList();
  }

  /**
   * The bridge of that name.
   *
   * @throws IllegalArgumentException where there is none, or it cannot work here, saying why
   */
  public static NetlinkBridge named(String name) {
    List<NetlinkBridge> bridges = all();
    NetlinkBridge bridge =
        bridges.stream()
            .filter(b -> b.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no bridge '%s'; there are: %s"
                            .formatted(
                                name,
                                bridges.stream()
                                    .map(NetlinkBridge::name)
                                    .collect(Collectors.joining(", ")))));
    bridge
        .unavailable()
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(
                  "bridge %s does not work here: %s".formatted(name, reason));
            });
    return bridge;
  }
}
