// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.experiment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release such as 6.18.44.
 *
 * @param text as {@code uname -r} prints it
 */
public record KernelRelease(String text) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+).*");

  /** That of the running kernel. */
  public static KernelRelease running() {
    return new KernelRelease(System.getProperty("os.version", ""));
  }

  /** Whether it is this release or a newer one; false where the text is no release. */
  boolean atLeast(int major, int minor) {
    Matcher numbers = NUMBERS.matcher(text);
    return numbers.matches()
        && (Integer.parseInt(numbers.group(1)) > major
            || (Integer.parseInt(numbers.group(1)) == major
                && Integer.parseInt(numbers.group(2)) >= minor));
  }
}
