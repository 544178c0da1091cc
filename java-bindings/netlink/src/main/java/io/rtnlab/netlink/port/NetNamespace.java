// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.port;

import java.nio.file.Path;

/**
 * A network namespace, by a file that stands for it.
 *
 * @param file such as {@code /var/run/netns/blue} or {@code /proc/4711/ns/net}
 */
public record NetNamespace(Path file) {

  /** By a path, such as a CNI plugin gets in {@code CNI_NETNS}. */
  public static NetNamespace at(String path) {
    return new NetNamespace(Path.of(path));
  }

  /** By a name that {@code ip netns add} gave. */
  public static NetNamespace named(String name) {
    if (name.isEmpty() || name.indexOf('/') >= 0 || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException(
          "no name of a network namespace: \"" + name + "\"; for a path use at()");
    }
    return new NetNamespace(Path.of("/run/netns", name));
  }

  /** The one that a process is in. */
  public static NetNamespace ofProcess(long processId) {
    return new NetNamespace(Path.of("/proc", Long.toString(processId), "ns/net"));
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
