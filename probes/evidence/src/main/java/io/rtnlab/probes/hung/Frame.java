// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hung;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One frame of a kernel stack.
 *
 * @param function without the suffixes that compilers add ({@code .isra.0}, {@code .constprop.0})
 * @param module that the function lies in; empty for the kernel itself
 */
record Frame(String function, String module) {
  private static final String NAME = "([A-Za-z_][\\w.$]*)";
  private static final String OFFSET = "\\+0x[0-9a-f]+(?:/0x[0-9a-f]+)?";
  private static final String MODULE = "(?: \\[([\\w-]+)[^\\]]*\\])?";

  /** x86-64 and arm64, with or without an address before, a source line behind. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "\\s*(?:\\[<[^>]*>\\]\\s*)?(?:\\((\\?)\\)\\s*)?(\\? )?"
              + NAME
              + OFFSET
              + MODULE
              + "(?: \\(?[\\w./-]+\\.[chS]:\\d+.*)?\\s*(?:\\(P?[A-Z]*\\))?\\s*");

  /** 32-bit ARM: callee from caller. */
  private static final Pattern FROM =
      Pattern.compile(
          "\\s*(?:\\[<[^>]*>\\] )?\\(?"
              + NAME
              + MODULE
              + "\\)? from (?:\\[<[^>]*>\\] )?\\(?"
              + NAME
              + OFFSET
              + ".*");

  /** Of scripts/decode_stacktrace.sh, where offsets gave way to source lines. */
  private static final Pattern DECODED =
      Pattern.compile("\\s+(\\? )?" + NAME + " \\(\\S+\\.[chS]:\\d+.*\\)" + MODULE + "\\s*");

  /** The frame of a line without its prefix; null where it is none, or only a guess ("?"). */
  static @Nullable Frame of(String line) {
    Matcher plain = PLAIN.matcher(line);
    if (plain.matches()) {
      return plain.group(2) != null ? null : of(plain.group(3), plain.group(4));
    }
    Matcher from = FROM.matcher(line);
    if (from.matches()) {
      return of(from.group(1), from.group(2));
    }
    Matcher decoded = DECODED.matcher(line);
    return decoded.matches() && decoded.group(1) == null
        ? of(decoded.group(2), decoded.group(3))
        : null;
  }

  private static Frame of(String function, @Nullable String module) {
    int dot = function.indexOf('.');
    return new Frame(dot < 0 ? function : function.substring(0, dot), module == null ? "" : module);
  }
}
