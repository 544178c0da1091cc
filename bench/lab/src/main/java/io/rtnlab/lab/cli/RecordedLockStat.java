// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.probes.lockstat.LockStatSnapshot;
import io.rtnlab.probes.recording.MalformedRecording;
import io.rtnlab.probes.recording.RecordedInput;
import io.rtnlab.probes.stack.RtnlHandlers;
import io.rtnlab.results.LockStatDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The text of {@code /proc/lock_stat} from another host. */
final class RecordedLockStat {
  private static final String RTNL_MUTEX = "rtnl_mutex";

  /** The kernel's own warning (kernel/locking/lockdep_proc.c). */
  private static final String DISABLED = "lock debugging disabled";

  private static final String STOPPED =
      "the kernel had disabled lock debugging, after a warning of its own: it stopped to count"
          + " then, and what came later is not in these sums";

  /** Ten times that of a kernel with all its lock classes. */
  private static final int MOST_BYTES = 16 << 20;

  private RecordedLockStat() {}

  /**
   * Reads it.
   *
   * @throws MalformedRecording where it is damaged
   */
  static LockStatDocument of(RecordedInput input) throws IOException {
    byte[] bytes = input.stream().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new MalformedRecording(input.name() + " is larger than any text of /proc/lock_stat");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      LockStatSnapshot counted = LockStatSnapshot.parse(text, RTNL_MUTEX);
      return new LockStatDocument(
          LockStatDocument.SCHEMA,
          input.name(),
          counted.acquisitions(),
          counted.contentions(),
          times(counted.waits()),
          times(counted.holds()),
          sites(counted.waitingAt()),
          sites(counted.heldAt()),
          text.contains(DISABLED) ? List.of(STOPPED) : List.of());
    } catch (IllegalArgumentException damaged) {
      throw new MalformedRecording(input.name() + " is damaged: " + damaged.getMessage());
    }
  }

  private static LockStatDocument.Times times(LockStatSnapshot.Times times) {
    return new LockStatDocument.Times(times.totalNs(), times.maxSinceClearNs());
  }

  private static List<LockStatDocument.Site> sites(List<LockStatSnapshot.CallSite> sites) {
    return sites.stream()
        .map(
            site ->
                new LockStatDocument.Site(
                    site.symbol(),
                    RtnlHandlers.labelOf(List.of(function(site.symbol()))).orElse(""),
                    site.count()))
        .toList();
  }

  private static String function(String symbol) {
    int plus = symbol.indexOf('+');
    return plus < 0 ? symbol : symbol.substring(0, plus);
  }
}
