// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hung;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a kernel log without what its recorder put in front: {@code <6>}, time stamps, the
 * caller of printk ({@code CONFIG_PRINTK_CALLER}), the host's name.
 *
 * @param caller thread or CPU that printed it; empty where the log does not say
 */
record KernelLine(String caller, String text) {
  /** {@code Nov 30 00:44:42 host kernel: }, {@code 2026-11-30T00:44:42+0000 host kernel[0]: }. */
  private static final Pattern SYSLOG =
      Pattern.compile("^\\S[^\\[]{0,120}?\\bkernel(?:\\[\\d+\\])?: ?");

  private static final Pattern CALLER = Pattern.compile("\\s*[TC]\\d+");

  /** Whatever stands in brackets and is no address: times, callers, a console's own marks. */
  private static final Pattern BRACKETS = Pattern.compile("^\\[([^\\]<>]{1,40})\\] ?");

  private static final Pattern LEVEL = Pattern.compile("^<\\d{1,3}>");
  private static final Pattern ISO = Pattern.compile("^\\d{4}-\\d\\d-\\d\\d[T ][\\d:.,+-]+Z? ");
  private static final Pattern EXPORT = Pattern.compile("^(?:\\s*MESSAGE=|\\| )");

  /** {@code kern :info : } of {@code dmesg -x}. */
  private static final Pattern DECODED =
      Pattern.compile("^[a-z0-9]{3,8} *: ?(?:emerg|alert|crit|err|warn|notice|info|debug) *: ?");

  /** {@code [ 12.345678 < 0.000012>] } of {@code dmesg -d}. */
  private static final Pattern DELTA = Pattern.compile("^\\[[^\\]<>]{0,40}<[ +]*\\d+\\.\\d+>\\] ?");

  /** {@code 6,1234,5678901,-,caller=T77;} of {@code /dev/kmsg}. */
  private static final Pattern RECORD =
      Pattern.compile("^\\d{1,4},\\d+,\\d+,[-c+](?:,caller=([TC]\\d+))?[^;]{0,120};");

  /** {@code > } of a mail that quotes a log. */
  private static final Pattern QUOTE = Pattern.compile("^>[> ]{0,16}(?: |$)");

  /** Blanks in front of what begins a line: a frame keeps its own. */
  private static final Pattern INDENT =
      Pattern.compile(
          "^\\s{1,32}(?=\\[ *\\d+\\.\\d+\\]|<\\d{1,3}>\\[|\\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d "
              + "|\\d{4}-\\d\\d-\\d\\dT|> |INFO: task |task:|CPU: \\d|\\d+ locks? held by )");

  /** {@code kern: } of syslog, {@code host console: } of a server for consoles. */
  private static final Pattern STREAM = Pattern.compile("^(?:kern|\\S{1,64} console): ");

  private static final Pattern[] PREFIXES = {
    LEVEL, EXPORT, DECODED, BRACKETS, DELTA, SYSLOG, ISO, RECORD, QUOTE, INDENT, STREAM
  };

  static KernelLine of(String line) {
    String rest = line;
    String caller = "";
    boolean shorter = true;
    while (shorter) {
      shorter = false;
      for (Pattern prefix : PREFIXES) {
        Matcher matcher = prefix.matcher(rest);
        if (matcher.find()) {
          if (prefix == BRACKETS && CALLER.matcher(matcher.group(1)).matches()) {
            caller = matcher.group(1).strip();
          }
          if (prefix == RECORD && matcher.group(1) != null) {
            caller = matcher.group(1);
          }
          rest = rest.substring(matcher.end());
          shorter = true;
        }
      }
    }
    return new KernelLine(caller, rest);
  }
}
