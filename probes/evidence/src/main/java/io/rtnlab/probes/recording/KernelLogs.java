// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Distinguishes the text of a kernel log from that of a trace. */
final class KernelLogs {
  private static final Pattern LOG_LINE =
      Pattern.compile(
          "(?:<\\d{1,3}>|\\| )?\\[ *\\d+\\.\\d{3,6}\\].*"
              + "|\\[\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}\\].*"
              + "|\\[(?:\\w{3} ?[ \\d]\\d \\d\\d:\\d\\d| *\\+\\d+\\.\\d{6})\\].*"
              + "|\\[[^\\]<>]{0,40}<[ +]*\\d+\\.\\d+>\\].*"
              + "|[a-z0-9]{3,8} *: ?(?:emerg|alert|crit|err|warn|notice|info|debug) *: ?.*"
              + "|\\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d[. ].*"
              + "|\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d.*"
              + "|.*\\bkernel: .*"
              + "|MESSAGE=.*|__CURSOR=.*|-- (?:Logs begin|Journal begins|Boot|No entries).*");

  /** {@code journalctl -o json}, {@code -o json-pretty}, {@code dmesg --json}. */
  private static final Pattern JOURNAL_ENTRY =
      Pattern.compile(
          "\\{.*\"(?:__REALTIME_TIMESTAMP|__CURSOR|_BOOT_ID)\".*"
              + "|\\s*\"(?:__REALTIME_TIMESTAMP|__CURSOR|_BOOT_ID)\" : .*"
              + "|\\s*\"dmesg\": \\[.*");

  private static final Pattern REPORT =
      Pattern.compile(
          ".*(?:INFO: task .*blocked|Call [Tt]race:|\\btask:.*state:|locks? held by |sysrq:"
              + " |SysRq|Linux version \\d|PC stack   pid|/stack <==|/stack:"
              + " ?\\[<).*|\\s*(?:\\[<[0-9a-f]*>\\]\\s)?(?:\\?"
              + " )?[A-Za-z_][\\w.]*\\+0x[0-9a-f]+/0x[0-9a-f]+.*");

  private KernelLogs() {}

  /** Looks at the first bytes. */
  static boolean isOne(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.contains("contention_begin")
        || text.contains("contention_end")
        || text.contains("contended_release")
        || text.startsWith("# tracer:")
        || text.contains("\n# tracer:")) {
      return false;
    }
    return text.lines().anyMatch(JOURNAL_ENTRY.asMatchPredicate())
        || text.lines()
            .map(LogLine::plain)
            .anyMatch(line -> LOG_LINE.matcher(line).matches() || REPORT.matcher(line).matches());
  }
}
