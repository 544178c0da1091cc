// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.util.regex.Pattern;

/**
 * A line of a log without what terminals and journals put around it: colours ({@code dmesg
 * --color}), carriage returns and zeros (serial consoles), JSON ({@code journalctl -o json}, {@code
 * -o json-pretty}, {@code dmesg --json}).
 */
public final class LogLine {
  private static final Pattern NOISE = Pattern.compile("\033\\[[0-9;?]*[@-~]|\033[()].|[\r\0]");
  private static final String[] KEYS = {"\"MESSAGE\"", "\"msg\""};

  private LogLine() {}

  /** The text that the kernel printed, and what stands in front of it in a plain log. */
  public static String plain(String line) {
    String bare = isNoisy(line) ? NOISE.matcher(line).replaceAll("") : line;
    for (String key : KEYS) {
      int at = bare.indexOf(key);
      if (at >= 0 && isEntry(bare, at)) {
        return value(bare, at + key.length());
      }
    }
    return bare;
  }

  private static boolean isNoisy(String line) {
    return line.indexOf('\033') >= 0 || line.indexOf('\r') >= 0 || line.indexOf('\0') >= 0;
  }

  /** A line of JSON begins with its brace or with the key. */
  private static boolean isEntry(String line, int key) {
    return line.startsWith("{") || line.substring(0, key).isBlank();
  }

  /** The string behind a key; empty where it is none. */
  private static String value(String line, int from) {
    int begin = line.indexOf('"', from);
    if (begin < 0 || !line.substring(from, begin).strip().equals(":")) {
      return "";
    }
    StringBuilder value = new StringBuilder(line.length() - begin);
    for (int at = begin + 1; at < line.length() && line.charAt(at) != '"'; at++) {
      char c = line.charAt(at);
      if (c != '\\' || at + 1 == line.length()) {
        value.append(c);
        continue;
      }
      c = line.charAt(++at);
      if (c == 'u' && at + 4 < line.length()) {
        value.append(unicode(line.substring(at + 1, at + 5)));
        at += 4;
      } else {
        value.append(c == 't' ? '\t' : c == 'n' || c == 'r' ? ' ' : c);
      }
    }
    return value.toString();
  }

  private static char unicode(String digits) {
    try {
      return (char) Integer.parseInt(digits, 16);
    } catch (NumberFormatException none) {
      return '?';
    }
  }
}
