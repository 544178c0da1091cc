// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.file;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.DetachedMount;
import io.rtnlab.workloads.base.Closing;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes a link's MTU by file, to and fro ({@code /sys/class/net/…/mtu}, net/core/net-sysfs.c,
 * {@code netdev_store}): up to 6.14 by trylock and restart.
 */
public final class SysfsMtu extends FileToggle {
  static final Workload WORKLOAD =
      new Workload(
          "sysfs-mtu",
          "changes the MTU of a link of its own (/sys/class/net/…/mtu)",
          "shell scripts that configure links by sysfs",
          "talk 00:03:07",
          "veth; root, for a sysfs of its own",
          List.of(),
          SysfsMtu::new);

  private @Nullable DetachedMount sysfs;

  SysfsMtu(WorkerSite site) {
    super(WORKLOAD.name(), "1400", "1500", site);
  }

  @Override
  Descriptor open(String device) throws IOException {
    DetachedMount mount = DetachedMount.open("sysfs");
    sysfs = mount;
    return Descriptor.open(
        mount.resolve("class/net/" + device + "/mtu").toString(), Descriptor.O_WRONLY);
  }

  @Override
  public void close() {
    super.close();
    Closing.all(sysfs);
  }
}
