// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.lockstat;

import io.rtnlab.probes.Availability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Lock statistics of the running kernel, switched on while this is open. Others may count at the
 * same time; the last of us to close switches back what the first found.
 */
public final class LockStat implements AutoCloseable {
  private static final Path STATISTICS = Path.of("/proc/lock_stat");
  private static final Path SWITCH = Path.of("/proc/sys/kernel/lock_stat");
  private static final Path USERS = Path.of("/run/rtnlab/lock_stat");
  private static final String RTNL_MUTEX = "rtnl_mutex";

  private final SharedSwitch.Use use;

  private LockStat(SharedSwitch.Use use) {
    this.use = use;
  }

  /** Whether this kernel and account have lock statistics. */
  public static Availability check() {
    if (!Files.exists(STATISTICS)) {
      return Availability.unavailable(
          "there is no /proc/lock_stat",
          "boot a kernel with CONFIG_LOCK_STAT: vagrant/boot --kernel tracing-6.12 does");
    }
    if (!Files.isReadable(STATISTICS) || !Files.isWritable(SWITCH)) {
      return Availability.unavailable(
          "/proc/lock_stat or its switch is not open to this account", "run as root");
    }
    return Availability.available();
  }

  /** Starts to count, unless counting is on already. */
  public static LockStat open() throws IOException {
    return new LockStat(new SharedSwitch(SWITCH, USERS).use());
  }

  /** What is counted of {@code rtnl_mutex} up to now. */
  public LockStatSnapshot snapshot() throws IOException {
    return LockStatSnapshot.parse(
        Files.readString(STATISTICS, StandardCharsets.ISO_8859_1), RTNL_MUTEX);
  }

  /** Puts back what a killed process left switched on; says what it did. */
  public static Optional<String> restoreAfterCrash() throws IOException {
    return new SharedSwitch(SWITCH, USERS).restoreAfterCrash();
  }

  @Override
  public void close() throws IOException {
    use.close();
  }
}
