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
 * Sets a link's alias by file ({@code /sys/class/net/…/ifalias}, net/core/net-sysfs.c, {@code
 * ifalias_store}): sysfs takes the RTNL too, up to 6.14 by trylock and restart. The sysfs of the
 * worker's namespace is mounted nowhere.
 */
public final class SysfsAlias extends FileToggle {
  static final Workload WORKLOAD =
      new Workload(
          "sysfs-alias",
          "sets the alias of a link of its own (/sys/class/net/…/ifalias)",
          "udev and systemd-networkd reading and writing sysfs",
          "talk 00:03:07",
          "veth; root, for a sysfs of its own",
          List.of(),
          SysfsAlias::new);

  private @Nullable DetachedMount sysfs;

  SysfsAlias(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  Descriptor open(String device) throws IOException {
    DetachedMount mount = DetachedMount.open("sysfs");
    sysfs = mount;
    return Descriptor.open(
        mount.resolve("class/net/" + device + "/ifalias").toString(), Descriptor.O_WRONLY);
  }

  @Override
  public void close() {
    super.close();
    Closing.all(sysfs);
  }
}
